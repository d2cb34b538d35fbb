package org.sallyport.core.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.control.ControlException.Reason;

final class ControlServerTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    private Path directory;

    private final LiveObjects liveObjects = new LiveObjects();
    private final Deadlines deadlines = new Deadlines(liveObjects);
    private final BlockingQueue<Consumer<Object>> subscribers = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> unsubscribed = new LinkedBlockingQueue<>();
    private Path file;
    private ControlServer server;
    private ControlClient client;

    @BeforeEach
    void start() throws IOException {
        file = directory.resolve("control");
        server = serve();
        client = new ControlClient(file, Duration.ofSeconds(10), deadlines);
    }

    @AfterEach
    void stop() {
        server.close();
        deadlines.close();
    }

    private ControlServer serve() throws IOException {
        Map<String, Verb> verbs = Map.of(
                "upper",
                        new Verb.Query(
                                arguments -> arguments.get("text").asText().toUpperCase(Locale.ROOT)),
                "fail",
                        new Verb.Query(_ -> {
                            throw new IllegalStateException("broken");
                        }),
                "hang",
                        new Verb.Query(_ -> {
                            never();
                            return "";
                        }),
                "words",
                        new Verb.Feed(sink -> {
                            sink.accept("first");
                            subscribers.add(sink);
                            return () -> unsubscribed.add("gone");
                        }));
        return new ControlServer(file, verbs, deadlines, liveObjects);
    }

    private static void never() {
        try {
            Thread.sleep(Duration.ofDays(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void answersVerbWithItsResult() {
        assertThat(client.call("upper", Map.of("text", "täst\n"), String.class)).isEqualTo("TÄST\n");
    }

    @Test
    void refusesUnknownVerb() {
        assertThatThrownBy(() -> client.call("reboot", Map.of(), String.class))
                .isInstanceOfSatisfying(
                        ControlException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_VERB));
    }

    @Test
    void tellsThatVerbFailed() {
        assertThatThrownBy(() -> client.call("fail", Map.of(), String.class))
                .isInstanceOfSatisfying(
                        ControlException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FAILED))
                .hasMessageContaining("broken");
    }

    @Test
    void refusesFrameThatIsNoRequest() throws IOException {
        try (SocketChannel raw = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            raw.connect(UnixDomainSocketAddress.of(file));
            raw.write(ByteBuffer.wrap("{not json\n".getBytes(StandardCharsets.UTF_8)));
            try (FrameChannel channel = new FrameChannel(raw)) {
                assertThat(channel.read(Frame.MAX_REPLY_OCTETS)).contains("INVALID_ARGUMENTS");
            }
        }
    }

    @Test
    void cutsOffWhoSendsOversizedRequest() throws IOException {
        try (SocketChannel raw = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            raw.connect(UnixDomainSocketAddress.of(file));
            assertThatThrownBy(() -> {
                        while (true) {
                            raw.write(ByteBuffer.allocate(Frame.MAX_REQUEST_OCTETS));
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void givesUpOnAnswerThatTakesTooLong() {
        ControlClient hasty = new ControlClient(file, SHORT, deadlines);
        assertThatThrownBy(() -> hasty.call("hang", Map.of(), String.class))
                .isInstanceOfSatisfying(
                        ControlException.class, e -> assertThat(e.reason()).isEqualTo(Reason.AWAY));
    }

    @Test
    void saysThatProcessIsAwayWithoutItsSocket() {
        server.close();
        assertThatThrownBy(() -> client.call("upper", Map.of("text", ""), String.class))
                .isInstanceOfSatisfying(
                        ControlException.class, e -> assertThat(e.reason()).isEqualTo(Reason.AWAY));
    }

    @Test
    void letsOnlyOwnerAndGroupConnect() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw----");
    }

    @Test
    void refusesToTakeSocketOfRunningProcess() {
        assertThatThrownBy(this::serve).isInstanceOf(IOException.class).hasMessageContaining("another process");
    }

    @Test
    void replacesSocketThatDeadProcessLeft() throws IOException {
        server.close();
        Files.createFile(file);
        server = serve();
        assertThat(client.call("upper", Map.of("text", "a"), String.class)).isEqualTo("A");
    }

    @Test
    void subscriptionComesBackWithProcess() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (ControlSubscription<String> _ =
                new ControlSubscription<>(client, "words", String.class, new Recorder(told))) {
            assertThat(next(told)).isEqualTo("connected");
            assertThat(next(told)).isEqualTo("first");
            next(subscribers).accept("second");
            assertThat(next(told)).isEqualTo("second");
            server.close();
            assertThat(next(told)).isEqualTo("disconnected");
            assertThat(next(unsubscribed)).isEqualTo("gone");
            server = serve();
            assertThat(next(told)).isEqualTo("connected");
            assertThat(next(told)).isEqualTo("first");
        }
    }

    @Test
    void endsFeedWhenSubscriberLeaves() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (ControlSubscription<String> _ =
                new ControlSubscription<>(client, "words", String.class, new Recorder(told))) {
            next(subscribers);
        }
        assertThat(next(unsubscribed)).isEqualTo("gone");
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T item = queue.poll(10, TimeUnit.SECONDS);
        if (item == null) {
            throw new AssertionError("nothing came within 10 s");
        }
        return item;
    }

    private record Recorder(BlockingQueue<String> told) implements ControlSubscription.Listener<String> {
        @Override
        public void connected() {
            told.add("connected");
        }

        @Override
        public void event(String event) {
            told.add(event);
        }

        @Override
        public void disconnected() {
            told.add("disconnected");
        }
    }
}
