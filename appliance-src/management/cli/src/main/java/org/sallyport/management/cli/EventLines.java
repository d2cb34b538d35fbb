package org.sallyport.management.cli;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The lines of a stream of events, until it ends. One that is silent for longer than the system's sign of life has ended although
 * nobody closed it: a machine that loses its power says nothing.
 */
final class EventLines implements AutoCloseable {
    /** The system says something every 15 s. */
    private static final Duration SILENCE = Duration.ofSeconds(40);

    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
    private final Stream<String> stream;

    /** Takes over a stream; it is closed with this. */
    EventLines(Stream<String> stream) {
        this.stream = stream;
        Thread.ofVirtual().name("events").start(this::read);
    }

    private void read() {
        try {
            stream.forEach(line -> lines.add(Optional.of(line)));
        } catch (UncheckedIOException e) {
            // The connection broke, which is an end too.
        } finally {
            lines.add(Optional.empty());
        }
    }

    /** The data of the next event; empty when the stream has ended. Blocks. */
    Optional<String> next() throws InterruptedException {
        while (true) {
            Optional<String> line = lines.poll(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null || line.isEmpty()) {
                return Optional.empty();
            }
            if (line.get().startsWith("data: ")) {
                return Optional.of(line.get().substring("data: ".length()));
            }
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}
