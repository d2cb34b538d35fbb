package org.sallyport.service.turn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.service.turn.TestClient.at;
import static org.sallyport.service.turn.TestClient.code;
import static org.sallyport.service.turn.TestClient.relayed;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.UDPTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.media.socket.SocketMake;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.protocol.stun.StunMethod;

/** TURN over DTLS (RFC 7350), with a client of Bouncy Castle's. */
final class DtlsTest {
    private static final int CHANNEL = 0x4001;

    @TempDir
    Path state = Path.of("");

    private TestServer server;
    private InetSocketAddress address;
    private DatagramSocket peer;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(SocketMake.JDK, state);
        address = at("127.0.0.2", server.address.getPort());
        peer = new DatagramSocket(at("127.0.0.1", 0));
        peer.setSoTimeout(5000);
    }

    @AfterEach
    void stop() {
        peer.close();
        server.close();
    }

    private static byte[] channelData(String text) {
        return ByteBuffer.allocate(4 + text.length())
                .putShort((short) CHANNEL)
                .putShort((short) text.length())
                .put(text.getBytes(UTF_8))
                .array();
    }

    private void assertRelays(TestClient client, InetSocketAddress relayed, String text) throws IOException {
        client.send(channelData(text));
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        peer.receive(packet);
        assertThat(new String(packet.getData(), 0, packet.getLength(), UTF_8)).isEqualTo(text);
        peer.send(new DatagramPacket(packet.getData(), packet.getLength(), relayed));
        assertThat(client.receive()).isEqualTo(channelData(text));
    }

    private InetSocketAddress allocated(TestClient client) throws IOException {
        InetSocketAddress relayed = relayed(client.allocate());
        assertThat(code(client.request(
                        StunMethod.CHANNEL_BIND,
                        StunAttributes.CHANNEL_NUMBER.of(CHANNEL),
                        StunAttributes.XOR_PEER_ADDRESS.of((InetSocketAddress) peer.getLocalSocketAddress()))))
                .isZero();
        return relayed;
    }

    private long associations() {
        return server.liveObjects.counts().getOrDefault("turn-dtls-association", 0L);
    }

    @Test
    void relaysForAClientAndEndsWithItsAssociation() throws Exception {
        try (TestClient client = TestClient.encrypted(address);
                TestClient other = TestClient.encrypted(address)) {
            InetSocketAddress relayed = allocated(client);
            assertRelays(client, relayed, "a word");
            assertRelays(client, relayed, "x".repeat(1300));
            assertThat(code(other.allocate())).isZero();
            assertThat(associations()).isEqualTo(2);
            assertThat(server.service.allocations())
                    .allSatisfy(
                            view -> assertThat(view.tuple().transport().name()).isEqualTo("DTLS"));
        }
        TestServer.await(() -> associations() == 0);
        assertThat(server.service.allocations()).isEmpty();
    }

    @Test
    void mindsNothingThatOthersForge() throws Exception {
        try (TestClient client = TestClient.encrypted(address)) {
            InetSocketAddress relayed = allocated(client);
            byte[] forged =
                    Arrays.copyOf(new byte[] {23, (byte) 0xfe, (byte) 0xfd, 0, 1, 0, 0, 0, 0, 0, 77, 0, 40}, 53);
            byte[] alert = {21, (byte) 0xfe, (byte) 0xfd, 0, 0, 0, 0, 0, 0, 0, 9, 0, 2, 2, 0};
            for (byte[] datagram : new byte[][] {forged, alert, {1, 2, 3}, new byte[100]}) {
                client.sendBare(datagram);
            }

            assertRelays(client, relayed, "as before");
        }
    }

    @Test
    void remembersNobodyWhoDoesNotShowThatHeIsThere() throws Exception {
        try (DatagramSocket stranger = new DatagramSocket(at("127.0.0.1", 0))) {
            stranger.setSoTimeout(5000);
            Deaf deaf = new Deaf(stranger, address);
            assertThatThrownBy(() -> new DTLSClientProtocol().connect(new TestClient.TrustingClient(), deaf))
                    .isInstanceOf(IOException.class);

            DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
            stranger.receive(answer);
            assertThat(answer.getData()[13]).as("HelloVerifyRequest").isEqualTo((byte) 3);
            assertThat(answer.getLength()).isLessThan(deaf.said);
            assertThat(associations()).isZero();
        }
    }

    @Test
    void countsAHandshakeWithNothingInCommon() throws Exception {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(address);
            UDPTransport old = new UDPTransport(socket, 1500);
            assertThatThrownBy(() -> new DTLSClientProtocol().connect(new OldClient(), old))
                    .isInstanceOf(IOException.class);
        }
        TestServer.await(() -> server.refused("handshake_failed") == 1);
        TestServer.await(() -> associations() == 0);
    }

    /** Knows ciphers of before 2008 alone. */
    private static final class OldClient extends TestClient.TrustingClient {
        @Override
        protected int[] getSupportedCipherSuites() {
            return new int[] {CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA};
        }
    }

    /** Says hello once and hears nothing. */
    private static final class Deaf implements DatagramTransport {
        private final DatagramSocket socket;
        private final InetSocketAddress server;
        private int said;

        Deaf(DatagramSocket socket, InetSocketAddress server) {
            this.socket = socket;
            this.server = server;
        }

        @Override
        public int getReceiveLimit() {
            return 1500;
        }

        @Override
        public int getSendLimit() {
            return 1500;
        }

        @Override
        public int receive(byte[] into, int at, int most, int waitMillis) throws IOException {
            throw new IOException("deaf");
        }

        @Override
        public void send(byte[] from, int at, int length) throws IOException {
            if (said == 0) {
                said = length;
                socket.send(new DatagramPacket(from, at, length, server));
            }
        }

        @Override
        public void close() {}
    }
}
