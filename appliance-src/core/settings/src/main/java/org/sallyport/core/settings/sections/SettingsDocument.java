package org.sallyport.core.settings.sections;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.sallyport.core.settings.model.MediaSettings;
import org.sallyport.core.settings.model.MediaSettings.MediaRange;
import org.sallyport.core.settings.model.NetworkSettings;
import org.sallyport.core.settings.model.ProcessSettings;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.settings.model.SipListener;
import org.sallyport.core.settings.model.SipTransport;
import org.sallyport.core.settings.model.TurnSettings.TurnListener;
import org.sallyport.core.settings.model.TurnSettings.TurnRelay;
import org.sallyport.core.settings.schema.Reading;
import org.sallyport.core.settings.schema.SecretOpener;
import org.sallyport.core.settings.schema.SettingDescription;
import org.sallyport.core.settings.schema.SettingsReader;

/** The whole document of settings. */
public final class SettingsDocument {
    private SettingsDocument() {}

    /** Reads the settings that revisions may change. */
    public static Reading<Settings> read(ObjectNode document, SecretOpener secrets) {
        return read(document, secrets, LeasedAddresses.OF_THIS_MACHINE);
    }

    /** The same, with the addresses that interfaces have by DHCP or SLAAC. */
    public static Reading<Settings> read(ObjectNode document, SecretOpener secrets, LeasedAddresses leases) {
        return SettingsReader.read(document, secrets, in -> declare(in, leases));
    }

    /** Reads the section {@code process} of the settings file, given alone. */
    public static Reading<ProcessSettings> readProcess(ObjectNode document) {
        return SettingsReader.read(
                document,
                Secret::new,
                in -> in.section(
                        "process", "What a process needs before it reaches the database.", ProcessSection::read));
    }

    /** Every setting that revisions may change, with what is to be known of it. */
    public static List<SettingDescription> catalogue() {
        return read(JsonNodeFactory.instance.objectNode(), Secret::new).catalogue();
    }

    private static Settings declare(SettingsReader in, LeasedAddresses leases) {
        NetworkSettings network =
                in.section("network", "Interfaces, routes, names, time, firewall.", NetworkSection::read);
        RoleAddresses addresses = new RoleAddresses(network, in.isSound("network"), leases);
        Settings settings = new Settings(
                in.section("sip", "SIP signalling.", inner -> SipSection.read(inner, addresses)),
                in.section("media", "The media relay.", inner -> MediaSection.read(inner, addresses)),
                in.section("turn", "The STUN and TURN server.", inner -> TurnSection.read(inner, addresses)),
                in.section("capacity", "Limits that protect the system.", CapacitySection::read),
                in.section("management", "Console and API.", ManagementSection::read),
                network);
        List<SipListener> listeners = settings.sip().listeners();
        for (int i = 0; i < listeners.size(); i++) {
            in.rule(
                    !isAmongMediaPorts(listeners.get(i), settings.media()),
                    "sip.listeners[" + i + "].port",
                    "It lies in a range of media ports of the same address.",
                    "Give a port outside media.external and media.internal, or change those.",
                    "media");
        }
        turnApartFromOthers(in, settings);
        return settings;
    }

    private static void turnApartFromOthers(SettingsReader in, Settings settings) {
        TurnRelay relay = settings.turn().relay();
        in.rule(
                Stream.of(settings.media().external(), settings.media().internal())
                        .noneMatch(range -> overlap(range, relay)),
                "turn.relay.first-port",
                "The relayed ports overlap with media ports of the same address.",
                "Give ranges that do not overlap, or another address.",
                "turn",
                "media");
        List<TurnListener> listeners = settings.turn().listeners();
        for (int i = 0; i < listeners.size(); i++) {
            TurnListener listener = listeners.get(i);
            in.rule(
                    settings.sip().listeners().stream().noneMatch(other -> collide(other, listener)),
                    "turn.listeners[" + i + "].port",
                    "A SIP listener has the same address and port.",
                    "Give another address or port.",
                    "turn",
                    "sip");
        }
    }

    private static boolean overlap(MediaRange range, TurnRelay relay) {
        return Addresses.overlap(range.address(), relay.ipv4().bound())
                && range.firstPort() <= relay.lastPort()
                && relay.firstPort() <= range.lastPort();
    }

    private static boolean collide(SipListener sip, TurnListener turn) {
        return (sip.transport() == SipTransport.UDP) == !turn.transport().isConnection()
                && Addresses.overlap(sip.address().bound(), turn.address().bound());
    }

    private static boolean isAmongMediaPorts(SipListener listener, MediaSettings media) {
        return List.of(media.external(), media.internal()).stream().anyMatch(range -> holds(range, listener));
    }

    private static boolean holds(MediaRange range, SipListener listener) {
        int port = listener.address().bound().getPort();
        return port >= range.firstPort()
                && port <= range.lastPort()
                && Addresses.overlap(range.address(), listener.address().bound().getAddress());
    }

    /** The settings as installed, before any file or revision. */
    public static Settings defaults() {
        return read(JsonNodeFactory.instance.objectNode(), Secret::new).orThrow();
    }
}
