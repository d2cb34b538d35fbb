package org.sallyport.core.host.firewall;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.sallyport.base.address.Side;
import org.sallyport.core.host.firewall.Opening.Protocol;
import org.sallyport.core.host.firewall.Opening.Source;
import org.sallyport.core.settings.model.InterfaceRole.Use;
import org.sallyport.core.settings.model.MediaSettings.MediaRange;
import org.sallyport.core.settings.model.NetworkInterfaceSettings;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.settings.model.SipListener;
import org.sallyport.core.settings.model.SipTransport;
import org.sallyport.core.settings.model.TurnSettings;
import org.sallyport.core.settings.model.TurnSettings.RelayAddress;
import org.sallyport.core.settings.model.TurnSettings.TurnListener;

/** What the enabled services need to be let in. */
public final class Openings {
    private static final int SSH = 22;

    /** Nobody reaches what is bound here; of the rest of 127.0.0.0/8, some stand for interfaces without lease. */
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final List<NetworkInterfaceSettings> nics;
    private final List<Opening> openings = new ArrayList<>();

    private Openings(List<NetworkInterfaceSettings> nics) {
        this.nics = nics;
    }

    /** The openings, each once. */
    public static List<Opening> of(Settings settings, int consolePort) {
        Openings found = new Openings(settings.network().interfaces());
        settings.sip().listeners().forEach(found::listener);
        found.turn(settings.turn());
        found.media(Side.EXTERNAL, settings.media().external());
        found.media(Side.INTERNAL, settings.media().internal());
        Predicate<NetworkInterfaceSettings> administered = nic -> nic.carries(Side.MANAGEMENT, Use.ADMINISTRATION);
        found.open("console and API", administered, Protocol.TCP, Integer.toString(consolePort), Source.ADMINISTRATORS);
        if (settings.network().firewall().ssh()) {
            found.open("SSH", administered, Protocol.TCP, Integer.toString(SSH), Source.ADMINISTRATORS);
        }
        return List.copyOf(found.openings);
    }

    private void listener(SipListener listener) {
        InetSocketAddress bound = listener.address().bound();
        open(
                "SIP " + listener.name(),
                at(listener.side(), Use.SIGNALLING, bound.getAddress()),
                listener.transport() == SipTransport.UDP ? Protocol.UDP : Protocol.TCP,
                Integer.toString(bound.getPort()),
                Source.PEERS);
    }

    private void turn(TurnSettings turn) {
        if (!turn.enabled()) {
            return;
        }
        for (TurnListener listener : turn.listeners()) {
            InetSocketAddress bound = listener.address().bound();
            open(
                    "TURN " + listener.name(),
                    at(listener.side(), Use.MEDIA, bound.getAddress()),
                    listener.transport().isConnection() ? Protocol.TCP : Protocol.UDP,
                    Integer.toString(bound.getPort()),
                    Source.PEERS);
        }
        String ports = turn.relay().firstPort() + "-" + turn.relay().lastPort();
        relayed(turn.relay().ipv4(), ports);
        turn.relay().ipv6().ifPresent(address -> relayed(address, ports));
    }

    private void relayed(RelayAddress address, String ports) {
        for (Protocol protocol : Protocol.values()) {
            open("TURN relay", at(Side.EXTERNAL, Use.MEDIA, address.bound()), protocol, ports, Source.PEERS);
        }
    }

    /** Streams over TCP (RFC 4145) take ports of the same range. */
    private void media(Side side, MediaRange range) {
        String ports = range.firstPort() + "-" + range.lastPort();
        for (Protocol protocol : Protocol.values()) {
            open(
                    "media " + side.name().toLowerCase(Locale.ROOT),
                    at(side, Use.MEDIA, range.address()),
                    protocol,
                    ports,
                    Source.PEERS);
        }
    }

    /** A fixed address is reached through its interface alone, any other through whichever carries the use. */
    private Predicate<NetworkInterfaceSettings> at(Side side, Use use, InetAddress bound) {
        boolean isFixed = nics.stream().anyMatch(nic -> has(nic, bound));
        return nic -> nic.carries(side, use) && (isFixed ? has(nic, bound) : !bound.equals(LOOPBACK));
    }

    private static boolean has(NetworkInterfaceSettings nic, InetAddress address) {
        return nic.fixed().stream().anyMatch(cidr -> cidr.address().equals(address));
    }

    private void open(
            String service, Predicate<NetworkInterfaceSettings> where, Protocol protocol, String ports, Source source) {
        List<String> names =
                nics.stream().filter(where).map(NetworkInterfaceSettings::name).toList();
        if (names.isEmpty()) {
            return;
        }
        Opening opening = new Opening(List.of(service), names, protocol, ports, source);
        for (int i = 0; i < openings.size(); i++) {
            if (openings.get(i).isLike(opening)) {
                openings.set(i, openings.get(i).alsoFor(opening.services()));
                return;
            }
        }
        openings.add(opening);
    }
}
