package org.sallyport.service.sip.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sallyport.base.address.LocalAddress;
import org.sallyport.base.address.Side;
import org.sallyport.core.settings.model.CallServer;
import org.sallyport.core.settings.model.CapacitySettings;
import org.sallyport.core.settings.model.ManagementSettings;
import org.sallyport.core.settings.model.MediaSettings;
import org.sallyport.core.settings.model.MediaSettings.Dscp;
import org.sallyport.core.settings.model.MediaSettings.MediaRange;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.settings.model.SipConnections;
import org.sallyport.core.settings.model.SipListener;
import org.sallyport.core.settings.model.SipRegistrations;
import org.sallyport.core.settings.model.SipSettings;
import org.sallyport.core.settings.model.SipTls;
import org.sallyport.core.settings.model.SipTransport;
import org.sallyport.core.settings.sections.SettingsDocument;
import org.sallyport.core.telemetry.metrics.Metrics;

/** A gate behind a 1:1 NAT: advertised addresses differ from bound ones outside. */
final class TestSettings {
    static final String EXTERNAL_HOST = "203.0.113.10";
    static final String EXTERNAL_BOUND = "192.168.77.2";
    static final String INTERNAL_HOST = "10.9.9.9";
    static final String CALL_SERVER = "pbx.inside.example";

    /** A world without names. */
    static final NamedHosts NO_NAMES = new NamedHosts(_ -> List.of(), new Metrics());

    private TestSettings() {}

    static Settings of(String externalHost, String internalHost) {
        return of(externalHost, internalHost, Optional.empty());
    }

    /** With what one call may take, kbit/s. */
    static Settings of(String externalHost, String internalHost, Optional<Integer> callKbps) {
        Duration second = Duration.ofSeconds(1);
        CallServer server = new CallServer(CALL_SERVER, 5080, SipTransport.UDP, second, Optional.empty());
        List<SipListener> listeners = List.of(
                listener(Side.EXTERNAL, EXTERNAL_BOUND, externalHost),
                listener(Side.INTERNAL, INTERNAL_HOST, internalHost));
        MediaSettings media = new MediaSettings(
                new MediaRange(InetAddress.ofLiteral(EXTERNAL_BOUND), externalHost, 30_000, 39_999, Dscp.USUAL),
                new MediaRange(InetAddress.ofLiteral(INTERNAL_HOST), internalHost, 40_000, 49_999, Dscp.USUAL),
                second,
                second,
                second,
                false);
        return new Settings(
                new SipSettings(
                        listeners,
                        server,
                        SipTls.AS_INSTALLED,
                        SipConnections.AS_INSTALLED,
                        SipRegistrations.AS_INSTALLED,
                        second,
                        second,
                        second,
                        second,
                        65_536),
                media,
                SettingsDocument.defaults().turn(),
                new CapacitySettings(10, 10_000, callKbps, 10, 2000, 1000),
                new ManagementSettings(second, 5, second, second),
                SettingsDocument.defaults().network());
    }

    private static SipListener listener(Side side, String bound, String advertised) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral(bound), 5060);
        return new SipListener(side.name(), SipTransport.UDP, new LocalAddress(side, address, advertised, 5060));
    }
}
