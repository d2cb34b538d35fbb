package org.sallyport.service.turn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.service.turn.TestClient.at;
import static org.sallyport.service.turn.TestClient.code;
import static org.sallyport.service.turn.TestClient.relayed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.media.socket.SocketMake;
import org.sallyport.protocol.stun.Attribute;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.protocol.stun.StunClass;
import org.sallyport.protocol.stun.StunMessage;
import org.sallyport.protocol.stun.StunMethod;

/** RFC 6062 as a client and its peers meet it. */
final class ConnectionRelayTest {
    private static final Attribute<Integer> TCP = StunAttributes.REQUESTED_TRANSPORT.of(6);

    @TempDir
    Path state = Path.of("");

    private TestServer server;
    private TestClient client;
    private ServerSocket peer;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(SocketMake.JDK, state);
        client = connection();
        peer = new ServerSocket();
        peer.bind(at("127.0.0.1", 0));
        peer.setSoTimeout(5000);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        peer.close();
        server.close();
    }

    private TestClient connection() throws IOException {
        return TestClient.connection(new Socket(server.address.getAddress(), server.address.getPort()));
    }

    private static Attribute<InetSocketAddress> peerAttribute(InetSocketAddress address) {
        return StunAttributes.XOR_PEER_ADDRESS.of(address);
    }

    private InetSocketAddress peerAddress() {
        return (InetSocketAddress) peer.getLocalSocketAddress();
    }

    private Attribute<Integer> connectionId(StunMessage of) {
        return StunAttributes.CONNECTION_ID.of(
                of.all(StunAttributes.CONNECTION_ID).getFirst());
    }

    private StunMessage connect() throws IOException {
        return client.request(StunMethod.CONNECT, peerAttribute(peerAddress()));
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    private static String hear(Socket socket, String wanted) throws IOException {
        return new String(socket.getInputStream().readNBytes(wanted.length()), UTF_8);
    }

    private static void assertBothWays(Socket one, Socket other) throws IOException {
        say(one, "one way");
        assertThat(hear(other, "one way")).isEqualTo("one way");
        say(other, "and back");
        assertThat(hear(one, "and back")).isEqualTo("and back");
    }

    @Test
    void connectsToAPeerAndCarriesWhatBothSay() throws Exception {
        InetSocketAddress relayed = relayed(client.request(StunMethod.ALLOCATE, TCP));
        StunMessage connected = connect();
        try (Socket ofPeer = peer.accept();
                TestClient data = connection()) {
            assertThat(ofPeer.getRemoteSocketAddress()).isEqualTo(relayed);
            say(ofPeer, "said before the client is there");
            assertThat(code(data.request(StunMethod.CONNECTION_BIND, connectionId(connected))))
                    .isZero();
            assertThat(hear(data.connectionInUse(), "said before the client is there"))
                    .isEqualTo("said before the client is there");
            assertBothWays(data.connectionInUse(), ofPeer);

            assertThat(server.service.allocations())
                    .singleElement()
                    .satisfies(view -> assertThat(view.octetsFromClient()).isEqualTo("one way".length()));
            ofPeer.shutdownOutput();
            assertThat(data.connectionInUse().getInputStream().read()).isEqualTo(-1);
        }
        TestServer.await(() -> server.liveObjects.counts().getOrDefault("turn-peer-connection", 0L) == 0);
        assertThat(code(connect())).as("once more").isZero();
    }

    @Test
    void carriesMoreThanAnyBufferHoldsPastASlowReader() throws Exception {
        client.request(StunMethod.ALLOCATE, TCP);
        StunMessage connected = connect();
        byte[] much = new byte[8 << 20];
        for (int i = 0; i < much.length; i++) {
            much[i] = (byte) ((i * 31) >> 3);
        }
        try (Socket ofPeer = peer.accept();
                TestClient data = connection()) {
            data.request(StunMethod.CONNECTION_BIND, connectionId(connected));
            Thread sender = Thread.ofVirtual().start(() -> {
                try {
                    data.connectionInUse().getOutputStream().write(much);
                    data.connectionInUse().shutdownOutput();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(ofPeer.getInputStream().readAllBytes()).isEqualTo(much);
            sender.join();
        }
    }

    @Test
    void carriesAllOfAStreamThatIsFasterThanItMay() throws Exception {
        server.set("", "bandwidth", "{\"per-allocation\": 1000}");
        client.request(StunMethod.ALLOCATE, TCP);
        StunMessage connected = connect();
        byte[] much = new byte[300_000];
        much[much.length - 1] = 7;
        try (Socket ofPeer = peer.accept();
                TestClient data = connection()) {
            data.request(StunMethod.CONNECTION_BIND, connectionId(connected));
            data.connectionInUse().getOutputStream().write(much);
            data.connectionInUse().shutdownOutput();

            assertThat(ofPeer.getInputStream().readAllBytes()).isEqualTo(much);
        }
    }

    @Test
    void holdsAStreamUpThatIsFasterThanItMay() throws Exception {
        server.set("", "bandwidth", "{\"per-allocation\": 16}");
        client.request(StunMethod.ALLOCATE, TCP);
        StunMessage connected = connect();
        byte[] forMinutes = new byte[300_000];
        try (Socket ofPeer = peer.accept();
                TestClient data = connection()) {
            data.request(StunMethod.CONNECTION_BIND, connectionId(connected));
            data.connectionInUse().getOutputStream().write(forMinutes);

            assertThat(ofPeer.getInputStream().readNBytes(2000)).hasSize(2000);
            for (int i = 0; i < 50; i++) {
                assertThat(code(client.request(StunMethod.REFRESH))).isZero();
            }
            assertThat(server.service.allocations().getFirst().octetsFromClient())
                    .isBetween(2000L, 200_000L);
        }
    }

    @Test
    void tellsOfAPeerThatHasAPermissionAndClosesOthers() throws Exception {
        InetSocketAddress relayed = relayed(client.request(StunMethod.ALLOCATE, TCP));
        try (Socket foreign = new Socket(relayed.getAddress(), relayed.getPort())) {
            foreign.setSoTimeout(5000);
            assertThat(foreign.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(server.dropped("foreign_peer")).isEqualTo(1);

        client.request(StunMethod.CREATE_PERMISSION, peerAttribute(at("127.0.0.1", 9)));
        try (Socket ofPeer = new Socket(relayed.getAddress(), relayed.getPort());
                TestClient data = connection()) {
            StunMessage attempt = client.message().message();
            assertThat(attempt.messageClass()).isEqualTo(StunClass.INDICATION);
            assertThat(attempt.method()).isEqualTo(StunMethod.CONNECTION_ATTEMPT);
            assertThat(attempt.get(StunAttributes.XOR_PEER_ADDRESS)).isEqualTo(ofPeer.getLocalSocketAddress());
            assertThat(code(data.request(StunMethod.CONNECTION_BIND, connectionId(attempt))))
                    .isZero();
            assertBothWays(ofPeer, data.connectionInUse());
        }
    }

    @Test
    void endsItsConnectionsWithTheAllocation() throws Exception {
        client.request(StunMethod.ALLOCATE, TCP);
        StunMessage connected = connect();
        try (Socket ofPeer = peer.accept();
                TestClient data = connection()) {
            data.nonce = client.nonce;
            data.send(data.signed(
                    StunMessage.of(StunClass.REQUEST, StunMethod.CONNECTION_BIND, connectionId(connected))));
            assertThat(code(data.message().message()))
                    .as("with the nonce of the other connection")
                    .isZero();
            assertBothWays(data.connectionInUse(), ofPeer);
            client.request(StunMethod.REFRESH, StunAttributes.LIFETIME.of(Duration.ZERO));

            ofPeer.setSoTimeout(5000);
            assertThat(ofPeer.getInputStream().read()).isEqualTo(-1);
            assertThat(data.connectionInUse().getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void refusesWhatConnectMustNotSay() throws Exception {
        assertThat(code(connect())).as("without allocation").isEqualTo(437);
        client.request(StunMethod.ALLOCATE, TCP);
        assertThat(code(client.request(StunMethod.CONNECT))).isEqualTo(400);
        assertThat(code(client.request(StunMethod.CONNECT, peerAttribute(at("::1", 9)))))
                .isEqualTo(443);
        assertThat(code(client.request(StunMethod.CONNECT, peerAttribute(at("10.0.0.1", 9)))))
                .isEqualTo(403);
        assertThat(code(connect())).isZero();
        assertThat(code(connect())).as("twice").isEqualTo(446);
        peer.close();
        assertThat(code(client.request(StunMethod.CONNECT, peerAttribute(at("127.0.0.3", peer.getLocalPort())))))
                .isEqualTo(447);
        assertThat(code(client.request(
                        StunMethod.CHANNEL_BIND,
                        StunAttributes.CHANNEL_NUMBER.of(0x4000),
                        peerAttribute(peerAddress()))))
                .isEqualTo(403);
    }

    @Test
    void bindsOnlyWhatWaitsForThatUserAndOnce() throws Exception {
        client.request(StunMethod.ALLOCATE, TCP);
        StunMessage connected = connect();
        assertThat(code(client.request(StunMethod.CONNECTION_BIND, connectionId(connected))))
                .as("on the control connection")
                .isEqualTo(400);
        try (TestClient data = connection();
                TestClient again = connection();
                TestClient datagrams = TestClient.datagrams(server.address)) {
            data.user = "bob";
            assertThat(code(data.request(StunMethod.CONNECTION_BIND, connectionId(connected))))
                    .isEqualTo(441);
            assertThat(code(datagrams.request(StunMethod.CONNECTION_BIND, connectionId(connected))))
                    .isEqualTo(400);
            data.user = TestServer.USER;
            assertThat(code(data.request(StunMethod.CONNECTION_BIND, connectionId(connected))))
                    .isZero();
            assertThat(code(again.request(StunMethod.CONNECTION_BIND, connectionId(connected))))
                    .isEqualTo(400);
            assertThat(code(again.request(StunMethod.CONNECTION_BIND))).isEqualTo(400);
        }
    }

    @Test
    void allocatesForConnectionsOnlyWhomItReachesByOne() throws Exception {
        assertThat(code(client.request(StunMethod.ALLOCATE, TCP, StunAttributes.EVEN_PORT.of(false))))
                .isEqualTo(400);
        assertThat(code(client.request(StunMethod.ALLOCATE, TCP, StunAttributes.DONT_FRAGMENT.of(true))))
                .isEqualTo(400);
        try (TestClient datagrams = TestClient.datagrams(server.address)) {
            assertThat(code(datagrams.request(StunMethod.ALLOCATE, TCP))).isEqualTo(400);
            datagrams.allocate();
            assertThat(code(datagrams.request(StunMethod.CONNECT, peerAttribute(peerAddress()))))
                    .isEqualTo(400);
        }
    }
}
