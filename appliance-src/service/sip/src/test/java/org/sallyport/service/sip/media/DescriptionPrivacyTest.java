package org.sallyport.service.sip.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.service.sip.media.CallMedia.Role;

/** Properties that hold for every description that leaves the inside. */
class DescriptionPrivacyTest {
    private static final List<String> INSIDE_HOSTS = List.of(
            "10.1.2.3",
            "172.20.5.6",
            "192.168.1.77",
            "100.64.3.2",
            "fd12:3456::9",
            "fe80::1c2d",
            "192.0.2.200",
            "2001:db8:aa::5",
            "pbx.inside.example",
            TestSettings.INTERNAL_HOST,
            TestSettings.EXTERNAL_BOUND);
    private static final List<String> PROTOCOLS =
            List.of("RTP/AVP", "RTP/SAVPF", "UDP/BFCP", "TCP/BFCP", "TCP/TLS/BFCP", "UDP/TLS/RTP/SAVPF", "x-odd/9");

    private final Random random = new Random(5853);
    private final List<String> harmless = new ArrayList<>();
    private final List<String> mLines = new ArrayList<>();

    @Test
    void noInsideHostLeavesAndNothingElseIsLost() throws Exception {
        Settings settings = TestSettings.of(TestSettings.EXTERNAL_HOST, TestSettings.INTERNAL_HOST);
        for (int i = 0; i < 1_000; i++) {
            RelayedCallMedia media = new RelayedCallMedia(
                    CallId.random(), new FakeRelay(settings.media()), settings, TestSettings.NO_NAMES);
            String offer = description();
            String out = new String(
                    media.relay(
                            Side.INTERNAL,
                            InetAddress.ofLiteral("192.0.2.200"),
                            Role.OFFER,
                            offer.getBytes(ISO_8859_1)),
                    ISO_8859_1);
            assertThat(out).as(offer).doesNotContainIgnoringCase(INSIDE_HOSTS.toArray(String[]::new));
            assertThat(out.lines().toList()).as(offer).containsSubsequence(harmless);
            assertThat(out.lines()
                            .filter(line -> line.startsWith("m="))
                            .map(DescriptionPrivacyTest::withoutPort)
                            .toList())
                    .as(offer)
                    .isEqualTo(mLines);
        }
    }

    @Test
    void whatComesInKeepsEveryLineThatNamesNoTransport() throws Exception {
        Settings settings = TestSettings.of(TestSettings.EXTERNAL_HOST, TestSettings.INTERNAL_HOST);
        for (int i = 0; i < 300; i++) {
            RelayedCallMedia media = new RelayedCallMedia(
                    CallId.random(), new FakeRelay(settings.media()), settings, TestSettings.NO_NAMES);
            String offer = description();
            byte[] out = media.relay(
                    Side.EXTERNAL, InetAddress.ofLiteral("192.0.2.200"), Role.OFFER, offer.getBytes(ISO_8859_1));
            assertThat(carriedThrough(new String(out, ISO_8859_1))).isEqualTo(carriedThrough(offer));
        }
    }

    private static List<String> carriedThrough(String description) {
        return description
                .lines()
                .filter(line -> !line.startsWith("o=") && !line.startsWith("c=") && !line.startsWith("a=rtcp:"))
                .filter(line -> !line.startsWith("a=candidate:"))
                .map(line -> line.startsWith("m=") ? withoutPort(line) : line)
                .toList();
    }

    private String description() {
        harmless.clear();
        mLines.clear();
        StringBuilder text = new StringBuilder("v=0\r\n");
        text.append("o=").append(random.nextBoolean() ? "-" : host()).append(" 1 1 IN IP4 192.0.2.200\r\n");
        text.append("s=")
                .append(random.nextBoolean() ? "meeting" : "at " + host())
                .append("\r\n");
        text.append("c=").append(connection("2001:db8:aa::5")).append("\r\nt=0 0\r\n");
        text.append(harmlessLine()).append("\r\n");
        lines(text);
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            String protocol = PROTOCOLS.get(random.nextInt(PROTOCOLS.size()));
            int port = random.nextInt(4) == 0 ? 0 : random.nextInt(1, 32_768) * 2;
            String line = "m=video " + port + " " + protocol + " 96 97";
            text.append(line).append("\r\n");
            mLines.add(withoutPort(line));
            lines(text);
        }
        return text.toString();
    }

    private void lines(StringBuilder text) {
        for (int i = random.nextInt(10); i > 0; i--) {
            text.append(random.nextBoolean() ? harmlessLine() : tellingLine()).append("\r\n");
        }
    }

    private String harmlessLine() {
        String line = switch (random.nextInt(6)) {
            case 0 -> "a=rtpmap:" + random.nextInt(128) + " H264/90000";
            case 1 -> "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj";
            case 2 -> "a=fingerprint:sha-1 4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B:19:E5:7C:AB";
            case 3 -> "a=x-unknown-" + random.nextInt(1_000) + ": v1.2.3  of  " + random.nextInt();
            case 4 -> "x=" + random.nextInt();
            default -> "b=AS:" + random.nextInt(1, 9_999);
        };
        harmless.add(line);
        return line;
    }

    private String tellingLine() {
        return switch (random.nextInt(8)) {
            case 0 -> "a=candidate:0 1 UDP 2122194687 " + host() + " 54609 typ srflx raddr " + host() + " rport 9";
            case 1 -> "a=x-" + random.nextInt(1_000) + ":" + host();
            case 2 -> "a=x-path:msrp://" + host() + ":2855/s;tcp";
            case 3 -> "a=x-pair:" + host() + "," + host();
            case 4 -> "i=in " + host();
            case 5 -> "k=uri:https://" + host() + "/key";
            case 6 -> "y=" + host();
            default -> "a=rtcp:9 " + connection("192.0.2.200");
        };
    }

    private String host() {
        return INSIDE_HOSTS.get(random.nextInt(INSIDE_HOSTS.size()));
    }

    private static String connection(String host) {
        return (host.indexOf(':') >= 0 ? "IN IP6 " : "IN IP4 ") + host;
    }

    private static String withoutPort(String line) {
        return line.replaceFirst(" [1-9]\\d*", " used");
    }
}
