package org.sallyport.service.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.sip.header.CallIdHeader;
import javax.sip.message.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.sallyport.service.sip.peer.RawPeer;
import org.sallyport.testing.sip.TortureMessages;
import org.sallyport.testing.sip.TortureMessages.Fate;

/** RFC 4475 against the edge of a real stack. */
@Timeout(60)
class TortureTest {
    static final List<Fate> ALL = TortureMessages.ALL;
    static final List<Fate> REQUESTS =
            ALL.stream().filter(fate -> !fate.isResponse()).toList();
    static final List<Fate> RESPONSES = ALL.stream().filter(Fate::isResponse).toList();

    private static TestStack udp;
    private static TestStack tcp;

    @BeforeAll
    static void start() throws Exception {
        udp = new TestStack("udp");
        tcp = new TestStack("tcp");
    }

    @AfterAll
    static void stop() {
        assertThat(udp.failures).isEmpty();
        assertThat(tcp.failures).isEmpty();
        udp.close();
        tcp.close();
    }

    @ParameterizedTest
    @FieldSource("REQUESTS")
    void judgesRequestsInDatagrams(Fate fate) throws Exception {
        long rejected = rejected(udp, "udp", fate);
        try (DatagramSocket peer = new DatagramSocket()) {
            send(peer, TortureMessages.octets(fate.name()));
            if (fate.status() == Fate.PASSES) {
                assertDelivered(udp, fate);
            } else {
                assertThat(receive(peer)).startsWith("SIP/2.0 " + fate.status() + " ");
                assertThat(rejected(udp, "udp", fate)).isEqualTo(rejected + 1);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("REQUESTS")
    void judgesRequestsInStreams(Fate fate) throws Exception {
        try (RawPeer peer = new RawPeer(tcp.address)) {
            peer.write(TortureMessages.octets(fate.name()));
            switch (fate.name()) {
                // On a stream the first waits for octets that never come, and the last has no end.
                case "clerr" -> assertThat(peer.isOpen()).isTrue();
                case "inv2543" -> assertThat(peer.readMessage()).startsWith("SIP/2.0 400 Missing Content-Length");
                default -> assertAnswered(peer, fate);
            }
        }
    }

    private static void assertAnswered(RawPeer peer, Fate fate) throws Exception {
        String answer = peer.readMessage();
        // What follows a good request in the same octets is refused at once, perhaps before that one is answered.
        boolean passes = fate.status() == Fate.PASSES;
        while (answer.startsWith("SIP/2.0 1") || (passes && !answer.contains(TortureMessages.callId(fate.name())))) {
            answer = peer.readMessage();
        }
        String status = passes ? "(200|486)" : Integer.toString(fate.status());
        assertThat(answer).containsPattern("^SIP/2.0 " + status + " ");
        if (passes) {
            assertDelivered(tcp, fate);
        }
    }

    @ParameterizedTest
    @FieldSource("RESPONSES")
    void dropsResponsesThatAreNoneInSilence(Fate fate) throws Exception {
        long rejected = rejected(udp, "udp", fate);
        long received = received();
        try (DatagramSocket peer = new DatagramSocket()) {
            send(peer, TortureMessages.octets(fate.name()));
            boolean passes = fate.status() == Fate.PASSES;
            assertThat(TestStack.eventually(
                            () -> passes ? received() > received : rejected(udp, "udp", fate) > rejected))
                    .isTrue();
        }
    }

    private static long received() {
        return udp.counted("sallyport_sip_received_messages_total", "transport", "udp");
    }

    private static long rejected(TestStack stack, String transport, Fate fate) {
        return stack.counted("sallyport_sip_rejected_messages_total", "transport", transport, "reason", fate.reason());
    }

    private static void assertDelivered(TestStack stack, Fate fate) throws InterruptedException {
        String callId = TortureMessages.callId(fate.name());
        Request request = stack.requests.poll(10, TimeUnit.SECONDS);
        while (request != null && !callId.equals(callId(request))) {
            request = stack.requests.poll(10, TimeUnit.SECONDS);
        }
        assertThat(request).as(fate.toString().toLowerCase(Locale.ROOT)).isNotNull();
    }

    private static String callId(Request request) {
        return ((CallIdHeader) request.getHeader(CallIdHeader.NAME)).getCallId();
    }

    private static void send(DatagramSocket peer, String message) throws IOException {
        byte[] octets = message.getBytes(StandardCharsets.ISO_8859_1);
        peer.send(new DatagramPacket(octets, octets.length, udp.address));
    }

    private static String receive(DatagramSocket peer) throws IOException {
        peer.setSoTimeout(10_000);
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        peer.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
    }
}
