package org.sallyport.service.sip.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.service.sip.media.CallMedia.Role;

/** The media of one call over a fake relay, between a caller outside and a callee inside. */
abstract class RelayedCall {
    static final String OUTSIDE = "198.51.100.7";
    static final String INSIDE = "10.1.2.3";

    final Settings settings = TestSettings.of(TestSettings.EXTERNAL_HOST, TestSettings.INTERNAL_HOST);
    final FakeRelay relay = new FakeRelay(settings.media());
    final Metrics metrics = new Metrics();
    final NamedHosts names = new NamedHosts(
            name -> switch (name) {
                case "media.example" -> List.of(InetAddress.ofLiteral("2001:db8::1"), InetAddress.ofLiteral(OUTSIDE));
                case "rtcp.example" -> List.of(InetAddress.ofLiteral("198.51.100.8"));
                default -> List.of();
            },
            metrics);
    final RelayedCallMedia media = new RelayedCallMedia(CallId.random(), relay, settings, names);

    void connect(String offered, String answered) throws Exception {
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, offered));
        relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, answered));
    }

    String relay(Side from, Role role, String description) throws Exception {
        InetAddress source = InetAddress.ofLiteral(from == Side.EXTERNAL ? OUTSIDE : INSIDE);
        return text(media.relay(from, source, role, bytes(description)));
    }

    static String sdp(String host, String... lines) {
        String family = host.indexOf(':') >= 0 ? "IP6 " : "IP4 ";
        return "v=0\r\no=- 42 7 IN " + family + host + "\r\ns=-\r\nc=IN " + family + host + "\r\nt=0 0\r\n"
                + String.join("\r\n", lines) + "\r\n";
    }

    static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
