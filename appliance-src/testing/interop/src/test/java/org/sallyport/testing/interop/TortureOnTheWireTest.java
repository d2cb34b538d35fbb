package org.sallyport.testing.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.testing.interop.network.ThreeZones;
import org.sallyport.testing.interop.sipp.Sipp;
import org.sallyport.testing.interop.sipp.Sipp.Transport;
import org.sallyport.testing.interop.wire.Capture;
import org.sallyport.testing.interop.wire.Payload;
import org.sallyport.testing.sip.TortureMessages;
import org.sallyport.testing.sip.TortureMessages.Fate;

/**
 * Malformed and oversized messages from outside: each is answered or dropped as RFC 4475 says and counted by its reason,
 * nothing of the inside comes back, and calls go on.
 */
class TortureOnTheWireTest extends GateInZones {
    private static final int LARGEST_DATAGRAM = 65_507;

    @ParameterizedTest
    @EnumSource(Transport.class)
    void endsTortureAtTheGate(Transport transport) throws Exception {
        try (Capture wire = Capture.start(zones.outside(), "eth0", ThreeZones.DMZ_EXTERNAL_ADDRESS)) {
            for (Fate fate : TortureMessages.ALL) {
                assertThat(becomesOf(fate, transport)).as(fate.toString()).isTrue();
            }
            wire.stop();
            List<Payload> outward = wire.payloads("ip.src == " + ThreeZones.DMZ_EXTERNAL_ADDRESS);
            assertThat(outward).hasSizeGreaterThan(20);
            assertThat(Zones.inside().in(outward)).isEmpty();
        }
        assertCallsGoOn();
    }

    /** Waits for the answer, or for the counter where there is none. */
    private static boolean becomesOf(Fate fate, Transport transport) throws Exception {
        String reason = reason(fate, transport);
        long before = count(transport, reason);
        try (Stranger stranger = Stranger.over(transport, zones.outside())) {
            stranger.send(TortureMessages.octets(fate.name()));
            String status = status(fate, transport);
            if (!status.isEmpty()) {
                assertThat(answer(stranger)).as(fate.toString()).startsWith("SIP/2.0 " + status + " ");
            }
            return waitsForever(fate, transport) || awaitCount(transport, reason, before + 1);
        }
    }

    private static String status(Fate fate, Transport transport) {
        boolean answered = fate.status() > 0 && !waitsForever(fate, transport);
        return isEndless(fate, transport) ? "400" : answered ? Integer.toString(fate.status()) : "";
    }

    /** On a stream a message without length has no end (RFC 3261 section 18.3), which is said before all else. */
    private static boolean isEndless(Fate fate, Transport transport) {
        return transport != Transport.UDP && fate.name().equals("inv2543");
    }

    /** On a stream the rest of a body is waited for; only a deadline ends that. */
    private static boolean waitsForever(Fate fate, Transport transport) {
        return transport != Transport.UDP && fate.name().equals("clerr");
    }

    private static String answer(Stranger stranger) throws Exception {
        String answer = stranger.hear();
        while (answer.startsWith("SIP/2.0 1")) {
            answer = stranger.hear();
        }
        return answer;
    }

    @Test
    void refusesWhatIsTooLargeOrNoSip() throws Exception {
        String manyHeaders = request("X-Long: " + "x".repeat(40_000) + "\r\n", 0);
        assertRefused(Transport.UDP, manyHeaders, "513", "oversized");
        assertRefused(Transport.TCP, manyHeaders, "", "oversized");
        assertRefused(Transport.TLS, manyHeaders, "", "oversized");
        assertRefused(Transport.TCP, request("", 10_000_000), "513", "oversized");
        assertRefused(Transport.TLS, request("", Integer.MAX_VALUE), "513", "oversized");
        byte[] noise = new byte[LARGEST_DATAGRAM];
        new Random(4475).nextBytes(noise);
        noise[0] = 0;
        assertDropped(Transport.UDP, new String(noise, StandardCharsets.ISO_8859_1));
        assertDropped(Transport.TCP, "\0\1\2 no SIP at all");
        assertCallsGoOn();
    }

    private static void assertRefused(Transport transport, String message, String status, String reason)
            throws Exception {
        long before = count(transport, reason);
        try (Stranger stranger = Stranger.over(transport, zones.outside())) {
            stranger.send(message);
            if (!status.isEmpty()) {
                String answer = stranger.hear();
                assertThat(answer).startsWith("SIP/2.0 " + status + " ");
                assertThat(Zones.inside().in("answer", answer)).isEmpty();
            }
            assertThat(awaitCount(transport, reason, before + 1)).isTrue();
        }
    }

    private static void assertDropped(Transport transport, String noise) throws Exception {
        assertRefused(transport, noise, "", "unframed");
    }

    private static String request(String header, int length) {
        return "OPTIONS sip:a@b.example SIP/2.0\r\nVia: SIP/2.0/TCP caller.example;branch=z9hG4bK1;rport\r\n"
                + "From: <sip:c@d.example>;tag=1\r\nTo: <sip:a@b.example>\r\nCall-ID: large\r\nCSeq: 1 OPTIONS\r\n"
                + "Max-Forwards: 70\r\n" + header + "Content-Length: " + length + "\r\n\r\n";
    }

    private static void assertCallsGoOn() throws Exception {
        assertThat(appliance.log()).doesNotContain("is started again").doesNotContain("ERROR");
        try (Sipp callServer = Sipp.start(Zones.callServer(zones, "callee"))) {
            callServer.awaitPinged();
            try (Sipp caller = Sipp.start(Zones.caller(zones, "caller", Transport.UDP, Zones.address(Zones.GATE)))) {
                assertThat(caller.awaitMedia()).isNotNull();
                caller.goOn();
                caller.awaitSuccess();
            }
        }
    }

    /** Messages so far that went no further for a reason, or that came at all where there is none. */
    private static long count(Transport transport, String reason) throws Exception {
        return count(appliance.api().text("/metrics"), transport, reason);
    }

    private static boolean awaitCount(Transport transport, String reason, long wanted) throws Exception {
        String metrics = appliance.api().awaitText("/metrics", text -> count(text, transport, reason) >= wanted);
        return count(metrics, transport, reason) >= wanted;
    }

    private static long count(String metrics, Transport transport, String reason) {
        String label = "transport=\"" + transport.name().toLowerCase(Locale.ROOT) + "\"";
        String name =
                reason.isEmpty() ? "sallyport_sip_received_messages_total" : "sallyport_sip_rejected_messages_total";
        return metrics.lines()
                .filter(line -> line.startsWith(name) && line.contains(label))
                .filter(line -> reason.isEmpty() || line.contains("reason=\"" + reason + "\""))
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String reason(Fate fate, Transport transport) {
        return isEndless(fate, transport) ? "missing-content-length" : fate.reason();
    }
}
