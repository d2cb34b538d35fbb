package org.sallyport.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.settings.model.MediaClass;
import org.sallyport.core.settings.model.MediaSettings;
import org.sallyport.media.PortsExhaustedException;
import org.sallyport.media.RelayedStream;
import org.sallyport.media.RelayedStream.ConnectionSetup;
import org.sallyport.media.RelayedStream.RemoteMedia;
import org.sallyport.media.socket.SocketMake;
import org.sallyport.testing.time.Eventually;

class ConnectionRelayTest {
    private static final InetAddress OUTSIDE = InetAddress.ofLiteral("127.1.0.2");
    private static final InetAddress INSIDE = InetAddress.ofLiteral("127.2.0.2");
    private static final InetAddress STRANGER = InetAddress.ofLiteral("127.1.0.66");

    private TestRelay relay;
    private RelayedStream stream;
    private ServerSocket insideServer;

    @BeforeEach
    void openStream() throws Exception {
        relay = new TestRelay(SocketMake.JDK);
        stream = relay.engine.openConnections(CallId.random(), 1, MediaClass.OTHER);
        insideServer = new ServerSocket(0, 5, INSIDE);
        insideServer.setSoTimeout(10_000);
    }

    @AfterEach
    void close() throws IOException {
        relay.close();
        insideServer.close();
    }

    private static RemoteMedia party(InetAddress host, int port, ConnectionSetup setup) {
        return new RemoteMedia(new InetSocketAddress(host, port), null, 0, false, setup, null);
    }

    private void signal(ConnectionSetup outside, ConnectionSetup inside) {
        stream.remote(Side.EXTERNAL, party(OUTSIDE, 9, outside));
        stream.remote(Side.INTERNAL, party(INSIDE, insideServer.getLocalPort(), inside));
    }

    private Socket connectFrom(InetAddress host, Side side) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(host, 0));
        socket.connect(stream.local(side).bound(), 10_000);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private Socket acceptInside() throws IOException {
        Socket socket = insideServer.accept();
        socket.setSoTimeout(10_000);
        return socket;
    }

    @Test
    void joinsAnActivePartyWithAPassiveOne() throws Exception {
        signal(ConnectionSetup.ACTIVE, ConnectionSetup.PASSIVE);
        try (Socket outside = connectFrom(OUTSIDE, Side.EXTERNAL);
                Socket inside = acceptInside()) {
            outside.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
            assertThat(inside.getInputStream().readNBytes(5)).asString().isEqualTo("hello");
            inside.getOutputStream().write(new byte[] {1, 2, 3});
            assertThat(outside.getInputStream().readNBytes(3)).containsExactly(1, 2, 3);
            assertThat(inside.getInetAddress())
                    .isEqualTo(stream.local(Side.INTERNAL).bound().getAddress());
            assertThat(stream.latched(Side.EXTERNAL)).isEqualTo(outside.getLocalSocketAddress());
            Eventually.until("published", () -> stream.received(Side.EXTERNAL).octets() == 5);
            assertThat(stream.received(Side.INTERNAL).octets()).isEqualTo(3);
        }
    }

    @Test
    void connectsToTheOffererWhenTheAnswererIsActive() throws Exception {
        stream.remote(Side.INTERNAL, party(INSIDE, insideServer.getLocalPort(), ConnectionSetup.ACTPASS));
        stream.remote(Side.EXTERNAL, party(OUTSIDE, 9, ConnectionSetup.ACTIVE));
        try (Socket outside = connectFrom(OUTSIDE, Side.EXTERNAL);
                Socket inside = acceptInside()) {
            inside.getOutputStream().write(7);
            assertThat(outside.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void joinsTwoPartiesThatBothConnect() throws Exception {
        signal(ConnectionSetup.ACTIVE, ConnectionSetup.ACTIVE);
        try (Socket outside = connectFrom(OUTSIDE, Side.EXTERNAL);
                Socket inside = connectFrom(INSIDE, Side.INTERNAL)) {
            outside.getOutputStream().write(1);
            assertThat(inside.getInputStream().read()).isEqualTo(1);
            inside.getOutputStream().write(2);
            assertThat(outside.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void refusesAStrangerAndCountsIt() throws Exception {
        signal(ConnectionSetup.ACTIVE, ConnectionSetup.PASSIVE);
        try (Socket stranger = connectFrom(STRANGER, Side.EXTERNAL)) {
            assertThat(endOf(stranger)).isTrue();
        }
        assertThat(relay.discarded("foreign_source", "external")).isEqualTo(1);
        assertThat(stream.latched(Side.EXTERNAL)).isNull();
    }

    @Test
    void acceptsTheHostThatSignalled() throws Exception {
        stream.remote(
                Side.EXTERNAL,
                new RemoteMedia(
                        new InetSocketAddress(InetAddress.ofLiteral("10.1.2.3"), 9),
                        null,
                        0,
                        false,
                        ConnectionSetup.ACTIVE,
                        OUTSIDE));
        stream.remote(Side.INTERNAL, party(INSIDE, insideServer.getLocalPort(), ConnectionSetup.PASSIVE));
        try (Socket outside = connectFrom(OUTSIDE, Side.EXTERNAL);
                Socket inside = acceptInside()) {
            outside.getOutputStream().write(1);
            assertThat(inside.getInputStream().read()).isEqualTo(1);
        }
    }

    @Test
    void refusesEverybodyBeforeSignalling() throws Exception {
        try (Socket early = connectFrom(OUTSIDE, Side.EXTERNAL)) {
            assertThat(endOf(early)).isTrue();
        }
        assertThat(relay.discarded("before_signalling", "external")).isEqualTo(1);
    }

    @Test
    void refusesASecondConnection() throws Exception {
        signal(ConnectionSetup.ACTIVE, ConnectionSetup.PASSIVE);
        try (Socket first = connectFrom(OUTSIDE, Side.EXTERNAL);
                Socket inside = acceptInside();
                Socket second = connectFrom(OUTSIDE, Side.EXTERNAL)) {
            assertThat(endOf(second)).isTrue();
            first.getOutputStream().write(1);
            assertThat(inside.getInputStream().read()).isEqualTo(1);
        }
        assertThat(relay.discarded("second_connection", "external")).isEqualTo(1);
    }

    @Test
    void carriesAHalfCloseThroughAndThenTheAnswer() throws Exception {
        signal(ConnectionSetup.ACTIVE, ConnectionSetup.PASSIVE);
        try (Socket outside = connectFrom(OUTSIDE, Side.EXTERNAL);
                Socket inside = acceptInside()) {
            outside.getOutputStream().write(new byte[100_000]);
            outside.shutdownOutput();
            assertThat(inside.getInputStream().readAllBytes()).hasSize(100_000);
            inside.getOutputStream().write(new byte[50_000]);
            inside.shutdownOutput();
            assertThat(outside.getInputStream().readAllBytes()).hasSize(50_000);
        }
        Eventually.until("both gone", () -> connections() == 0);
    }

    @Test
    void aPartyThatIsGoneTakesTheOtherWithItAndBothMayComeAgain() throws Exception {
        signal(ConnectionSetup.ACTIVE, ConnectionSetup.PASSIVE);
        Socket outside = connectFrom(OUTSIDE, Side.EXTERNAL);
        try (Socket inside = acceptInside()) {
            outside.getOutputStream().write(1);
            assertThat(inside.getInputStream().read()).isEqualTo(1);
            outside.setSoLinger(true, 0);
            outside.close();
            assertThat(endOf(inside)).isTrue();
        }
        Eventually.until("both gone", () -> connections() == 0);
        try (Socket again = connectFrom(OUTSIDE, Side.EXTERNAL);
                Socket inside = acceptInside()) {
            again.getOutputStream().write(2);
            assertThat(inside.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void aSlowReaderHoldsTheSenderBackAndLosesNothing() throws Exception {
        signal(ConnectionSetup.ACTIVE, ConnectionSetup.PASSIVE);
        byte[] sent = new byte[32 << 20];
        new Random(4145).nextBytes(sent);
        try (Socket outside = connectFrom(OUTSIDE, Side.EXTERNAL);
                Socket inside = acceptInside()) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> writeAndEnd(outside, sent));
            Eventually.until("held back", this::hasStalled);
            assertThat(sending).isNotDone();
            assertThat(inside.getInputStream().readAllBytes()).isEqualTo(sent);
            sending.get(10, TimeUnit.SECONDS);
        }
    }

    private long lastOctets = -1;

    /** Whether something has been relayed, and nothing more since the question before. */
    private boolean hasStalled() {
        long octets = stream.received(Side.EXTERNAL).octets();
        boolean stalled = octets > 0 && octets == lastOctets && stream.silence().toMillis() > 100;
        lastOctets = octets;
        return stalled;
    }

    private static void writeAndEnd(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void countsAPassivePartyThatDoesNotListen() throws Exception {
        int closedPort = insideServer.getLocalPort();
        insideServer.close();
        stream.remote(Side.EXTERNAL, party(OUTSIDE, 9, ConnectionSetup.ACTIVE));
        stream.remote(Side.INTERNAL, party(INSIDE, closedPort, ConnectionSetup.PASSIVE));
        Eventually.until("counted", () -> relay.discarded("connect_failed", "internal") == 1);
        try (Socket outside = connectFrom(OUTSIDE, Side.EXTERNAL)) {
            assertThat(endOf(outside)).isTrue();
        }
    }

    @Test
    void closingEndsConnectionsAndFreesThePort() throws Exception {
        signal(ConnectionSetup.ACTIVE, ConnectionSetup.PASSIVE);
        InetSocketAddress port = stream.local(Side.EXTERNAL).bound();
        try (Socket outside = connectFrom(OUTSIDE, Side.EXTERNAL);
                Socket inside = acceptInside()) {
            stream.close();
            assertThat(endOf(outside)).isTrue();
            assertThat(endOf(inside)).isTrue();
        }
        Eventually.until(
                "gone",
                () -> connections() == 0
                        && relay.metric("sallyport_media_ports{side=\"external\",transport=\"tcp\",state=\"in_use\"}")
                                == 0);
        Eventually.until("the port is closed", () -> isClosed(port));
        assertThat(relay.liveObjects.counts()).containsEntry("media-stream", 0L);
    }

    @Test
    void exhaustionLeaksNoPort() throws Exception {
        Duration minute = Duration.ofMinutes(1);
        relay.settings.set(new MediaSettings(
                TestRelay.range("127.3.0.1", 100), TestRelay.range("127.4.0.1", 1), minute, minute, minute, false));
        relay.engine.openConnections(CallId.random(), 0, MediaClass.OTHER);
        for (int i = 0; i < 200; i++) {
            assertThatThrownBy(() -> relay.engine.openConnections(CallId.random(), 0, MediaClass.OTHER))
                    .isInstanceOf(PortsExhaustedException.class);
        }
        assertThat(relay.alarms.active())
                .extracting(alarm -> alarm.key())
                .containsExactly("media.ports.exhausted.internal.tcp");
    }

    private long connections() {
        return relay.liveObjects.counts().getOrDefault("media-connection", 0L);
    }

    private static boolean isClosed(InetSocketAddress port) {
        try (Socket socket = new Socket(port.getAddress(), port.getPort())) {
            return !socket.isConnected();
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean endOf(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }
}
