package org.sallyport.service.turn;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.service.turn.TestClient.at;
import static org.sallyport.service.turn.TestClient.code;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.UDPTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.pki.AnyCertificate;
import org.sallyport.media.socket.SocketMake;

/** Clients that shake hands slowly, many at a time, or not at all. */
final class HandshakeTest {
    /** As many as one source may have under way. */
    private static final int MOST_TLS = 64;
    /** The first octets of a ClientHello in a record of 512. */
    private static final byte[] HALF = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};

    @TempDir
    Path state = Path.of("");

    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(SocketMake.JDK, state);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(
                server.secureAddress().getAddress(), server.secureAddress().getPort());
        socket.setSoTimeout(5000);
        return socket;
    }

    @Test
    void givesUpAHandshakeThatDoesNotComeToItsEnd() throws Exception {
        server.set("", "limits", "{\"handshake-timeout\": \"1s\"}");
        try (Socket half = connect();
                Socket silent = connect()) {
            half.getOutputStream().write(HALF);

            assertThat(half.getInputStream().readAllBytes()).isEmpty();
            assertThat(silent.getInputStream().readAllBytes()).isEmpty();
        }
        TestServer.await(() -> server.refused("handshake_slow") == 2);
    }

    @Test
    void countsWhatIsNoHandshake() throws Exception {
        try (Socket garbage = connect()) {
            garbage.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
            TestServer.await(() -> server.refused("handshake_failed") == 1);
        }
    }

    @Test
    void keepsOneSourceFromShakingAllHandsAtATime() throws Exception {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i <= MOST_TLS; i++) {
                silent.add(connect());
            }
            TestServer.await(() -> server.refused("handshakes_of_source") == 1);
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
        TestServer.await(() -> server.refused("handshake_failed") == MOST_TLS);
        try (TestClient client = TestClient.connection(AnyCertificate.context()
                .getSocketFactory()
                .createSocket(
                        server.secureAddress().getAddress(),
                        server.secureAddress().getPort()))) {
            assertThat(code(client.allocate())).as("there is room again").isZero();
        }
    }

    @Test
    void givesUpAHandshakeOverDtlsThatDoesNotComeToItsEnd() throws Exception {
        server.set("", "limits", "{\"handshake-timeout\": \"1s\"}");
        try (DatagramSocket socket = new DatagramSocket(at("127.0.0.1", 0))) {
            socket.connect(server.secureAddress());
            FallingSilent falling = new FallingSilent(new UDPTransport(socket, 1500));
            assertThatThrownBy(() -> new DTLSClientProtocol().connect(new TestClient.TrustingClient(), falling))
                    .isInstanceOf(IOException.class);

            TestServer.await(() -> server.refused("handshake_slow") == 1);
        }
        TestServer.await(() -> server.liveObjects.counts().getOrDefault("turn-dtls-association", 0L) == 0);
    }

    /** Says hello, and again with the cookie that it was given, and nothing more. */
    private static final class FallingSilent implements DatagramTransport {
        private static final int HELLOS = 2;

        private final DatagramTransport below;
        private int said;

        FallingSilent(DatagramTransport below) {
            this.below = below;
        }

        @Override
        public int getReceiveLimit() throws IOException {
            return below.getReceiveLimit();
        }

        @Override
        public int getSendLimit() throws IOException {
            return below.getSendLimit();
        }

        @Override
        public int receive(byte[] into, int at, int most, int waitMillis) throws IOException {
            if (said >= HELLOS) {
                throw new IOException("it has fallen silent");
            }
            return below.receive(into, at, most, waitMillis);
        }

        @Override
        public void send(byte[] from, int at, int length) throws IOException {
            if (said < HELLOS) {
                said++;
                below.send(from, at, length);
            }
        }

        @Override
        public void close() {}
    }
}
