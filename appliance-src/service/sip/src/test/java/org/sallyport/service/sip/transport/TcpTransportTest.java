package org.sallyport.service.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sip.SipException;
import javax.sip.SipFactory;
import javax.sip.message.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sallyport.core.settings.model.SipConnections;
import org.sallyport.service.sip.peer.RawPeer;

@Timeout(60)
class TcpTransportTest {
    private static final TransportLimits LIMITS = TransportLimits.of(16_384, SipConnections.AS_INSTALLED);

    @Test
    void twoStacksReuseOneConnectionBothWays() throws Exception {
        try (TestStack near = new TestStack("tcp");
                TestStack far = new TestStack("tcp")) {
            for (int i = 0; i < 10; i++) {
                near.send(near.options(far.address, "tcp", "reuse" + i));
                assertThat(near.response())
                        .hasValueSatisfying(r -> assertThat(r.getStatusCode()).isEqualTo(200));
            }

            assertThat(near.connections()).isOne();
            assertThat(far.connections()).isOne();
        }
    }

    @Test
    void answersOnTheConnectionOfTheRequest() throws Exception {
        try (TestStack stack = new TestStack("tcp");
                RawPeer peer = new RawPeer(stack.address)) {
            peer.write(RawPeer.options("x", "Via: SIP/2.0/TCP 192.0.2.9:7;branch=z9hG4bKx;rport"));

            String answer = peer.readMessage();
            assertThat(answer).startsWith("SIP/2.0 200 ");
            assertThat(answer).contains("received=127.0.0.1", "rport=" + peer.localPort());
        }
    }

    @Test
    void answersPipelinedRequestsAll() throws Exception {
        try (TestStack stack = new TestStack("tcp");
                RawPeer peer = new RawPeer(stack.address)) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 200; i++) {
                all.append(RawPeer.options("pipelined" + i));
            }
            peer.write(all.toString());

            for (int i = 0; i < 200; i++) {
                assertThat(peer.readMessage()).startsWith("SIP/2.0 200 ");
            }
        }
    }

    @Test
    void keepsTheOrderOfOneCall() throws Exception {
        try (TestStack stack = new TestStack("tcp");
                RawPeer peer = new RawPeer(stack.address)) {
            StringBuilder all = new StringBuilder();
            for (int i = 1; i <= 100; i++) {
                all.append(RawPeer.options("same")
                        .replace("CSeq: 1 ", "CSeq: " + i + " ")
                        .replace("branch=z9hG4bK", "branch=z9hG4bK" + i));
            }
            peer.write(all.toString());

            for (int i = 1; i <= 100; i++) {
                assertThat(stack.request().orElseThrow().getHeader("CSeq").toString())
                        .contains(" " + i + " ");
            }
        }
    }

    @Test
    void answersKeepAlives() throws Exception {
        try (TestStack stack = new TestStack("tcp");
                RawPeer peer = new RawPeer(stack.address)) {
            peer.write("\r\n\r\n");

            assertThat(peer.read(2)).isEqualTo("\r\n");
        }
    }

    @Test
    void carriesFiveHundredConnections() throws Exception {
        try (TestStack stack = new TestStack("tcp")) {
            List<RawPeer> peers = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                peers.add(new RawPeer(stack.address));
            }
            for (int i = 0; i < 500; i++) {
                peers.get(i).write(RawPeer.options("many" + i));
            }
            for (RawPeer peer : peers) {
                assertThat(peer.readMessage()).startsWith("SIP/2.0 200 ");
            }
            assertThat(stack.connections()).isEqualTo(500);
            for (RawPeer peer : peers) {
                peer.close();
            }
            assertThat(TestStack.eventually(() -> stack.connections() == 0)).isTrue();
        }
    }

    @Test
    void answersAndClosesWhatCannotBeDelimited() throws Exception {
        try (TestStack stack = new TestStack("tcp");
                RawPeer peer = new RawPeer(stack.address)) {
            peer.write(RawPeer.options("x").replace("Content-Length: 0", "Content-Length: -9"));

            assertThat(peer.readMessage()).startsWith("SIP/2.0 400 Malformed Content-Length");
            assertThat(peer.isAtEnd()).isTrue();
            assertThat(stack.counted(
                            "sallyport_sip_rejected_messages_total",
                            "transport",
                            "tcp",
                            "reason",
                            "bad-content-length"))
                    .isOne();
        }
    }

    @Test
    void closesConnectionsThatNeverSendAMessage() throws Exception {
        try (TestStack stack = stack(limits(Duration.ofMillis(200), Duration.ofMinutes(1), 100));
                RawPeer peer = new RawPeer(stack.address)) {
            peer.write("\r\n");

            assertThat(peer.isAtEnd()).isTrue();
            assertClosed(stack, "message-timeout");
        }
    }

    @Test
    void closesConnectionsWhoseMessageDoesNotEnd() throws Exception {
        try (TestStack stack = stack(limits(Duration.ofSeconds(2), Duration.ofMinutes(1), 100));
                RawPeer peer = new RawPeer(stack.address)) {
            peer.write(RawPeer.options("whole") + "OPTIONS sip:");

            assertThat(peer.readMessage()).startsWith("SIP/2.0 200 ");
            assertThat(peer.isAtEnd()).isTrue();
            assertClosed(stack, "message-timeout");
        }
    }

    @Test
    void closesIdleConnections() throws Exception {
        try (TestStack stack = stack(limits(Duration.ofSeconds(2), Duration.ofSeconds(1), 100));
                RawPeer peer = new RawPeer(stack.address)) {
            peer.write(RawPeer.options("whole"));

            assertThat(peer.readMessage()).startsWith("SIP/2.0 200 ");
            assertThat(peer.isAtEnd()).isTrue();
            assertClosed(stack, "idle");
        }
    }

    @Test
    void refusesMoreConnectionsOfASourceThanAllowed() throws Exception {
        try (TestStack stack = stack(limits(Duration.ofMinutes(1), Duration.ofMinutes(1), 1));
                RawPeer first = new RawPeer(stack.address)) {
            first.write(RawPeer.options("first"));
            assertThat(first.readMessage()).startsWith("SIP/2.0 200 ");
            try (RawPeer second = new RawPeer(stack.address)) {
                assertThat(second.isAtEnd()).isTrue();
            }
            assertThat(stack.counted(
                            "sallyport_sip_refused_connections_total", "transport", "tcp", "reason", "source-limit"))
                    .isOne();
        }
    }

    @Test
    void failsTheSendWhenNobodyListens() throws Exception {
        try (TestStack stack = new TestStack("tcp")) {
            InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), TestStack.freePort());

            assertThatThrownBy(() -> stack.send(stack.options(nobody, "tcp", "nobody")))
                    .isInstanceOf(SipException.class);
            assertThat(TestStack.eventually(() -> stack.connections() == 0)).isTrue();
        }
    }

    @Test
    void connectsAgainAfterThePeerHasClosed() throws Exception {
        try (TestStack near = new TestStack("tcp")) {
            InetSocketAddress peer;
            try (TestStack far = new TestStack("tcp")) {
                peer = far.address;
                near.send(near.options(peer, "tcp", "before"));
                assertThat(near.response()).isPresent();
            }
            assertThat(TestStack.eventually(() -> near.connections() == 0)).isTrue();
            try (ServerSocket again = new ServerSocket(peer.getPort(), 1, peer.getAddress())) {
                near.send(near.options(peer, "tcp", "after"));
                try (Socket accepted = again.accept()) {
                    byte[] start = accepted.getInputStream().readNBytes(7);
                    assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("OPTIONS");
                }
            }
        }
    }

    @Test
    void tellsTheTransactionWhenItsMessageIsNotSent() throws Exception {
        try (TestStack stack = new TestStack("tcp");
                ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress peer = (InetSocketAddress) deaf.getLocalSocketAddress();
            int congested = 0;
            for (int i = 0; i < 5_000 && congested < 10; i++) {
                Request large = stack.options(peer, "tcp", "flood" + i);
                large.setHeader(
                        SipFactory.getInstance().createHeaderFactory().createHeader("Subject", "a".repeat(15_000)));
                congested += sendUnlessCongested(stack, large) ? 0 : 1;
            }
            assertThat(congested).isPositive();
            deaf.accept().close();

            assertThat(TestStack.eventually(() -> stack.failures.contains("transport error")))
                    .isTrue();
        }
    }

    private static boolean sendUnlessCongested(TestStack stack, Request request) throws Exception {
        try {
            stack.send(request);
            return true;
        } catch (SipException e) {
            return false;
        }
    }

    @Test
    void takesAChangedLimitAtOnce() throws Exception {
        String large =
                RawPeer.options("x").replace("Content-Length: 0", "Content-Type: text/plain\r\nContent-Length: 6000")
                        + "b".repeat(6000);
        try (TestStack stack = stack(LIMITS);
                RawPeer early = new RawPeer(stack.address)) {
            early.write(large);
            assertThat(early.readMessage()).startsWith("SIP/2.0 200 ");
            stack.limits = TransportLimits.of(4096, new SipConnections(10, 1, Duration.ofMinutes(1)));
            try (RawPeer second = new RawPeer(stack.address)) {
                assertThat(second.isAtEnd()).isTrue();
            }
            assertThat(stack.counted(
                            "sallyport_sip_refused_connections_total", "transport", "tcp", "reason", "source-limit"))
                    .isEqualTo(1);
            early.write(large);
            assertThat(early.readMessage()).startsWith("SIP/2.0 513 ");
        }
    }

    private static TestStack stack(TransportLimits limits) throws Exception {
        return new TestStack("tcp", limits, _ -> {
            throw new IllegalArgumentException("no TLS here");
        });
    }

    private static TransportLimits limits(Duration message, Duration idle, int perSource) {
        return new TransportLimits(
                LIMITS.maxMessageSize(),
                LIMITS.maxHeaderSize(),
                LIMITS.maxConnections(),
                perSource,
                LIMITS.maxMessagesInHand(),
                LIMITS.connectTimeout(),
                LIMITS.handshakeTimeout(),
                message,
                idle,
                LIMITS.writeHighWater());
    }

    private static void assertClosed(TestStack stack, String reason) throws InterruptedException {
        assertThat(TestStack.eventually(() ->
                        stack.counted("sallyport_sip_closed_connections_total", "transport", "tcp", "reason", reason)
                                == 1))
                .isTrue();
    }
}
