package org.sallyport.core.control;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lasting subscription to a feed of another process: it comes back by itself when that process does. Events and
 * changes of the connection are told on one virtual thread, in order.
 */
public final class ControlSubscription<E> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlSubscription.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ControlClient client;
    private final String verb;
    private final Class<E> type;
    private final Listener<E> listener;
    private final AtomicReference<@Nullable FrameChannel> channel = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean connected;
    private volatile boolean closed;

    /** Starts subscribing. */
    public ControlSubscription(ControlClient client, String verb, Class<E> type, Listener<E> listener) {
        this.client = client;
        this.verb = verb;
        this.type = type;
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("control-" + verb).start(this::run);
    }

    /** Whether the other process is there. */
    public boolean connected() {
        return connected;
    }

    private void run() {
        while (!closed) {
            try (FrameChannel open = client.connect(verb, Map.of())) {
                channel.set(open);
                follow(open);
            } catch (IOException e) {
                LOG.debug("{} is interrupted: {}", verb, e.getMessage());
            }
            channel.set(null);
            if (connected) {
                connected = false;
                listener.disconnected();
            }
            pause();
        }
    }

    private void follow(FrameChannel open) throws IOException {
        String line = open.read(Frame.MAX_REPLY_OCTETS);
        while (line != null && !closed) {
            E event = Json.read(line, type);
            if (!connected) {
                connected = true;
                listener.connected();
            }
            listener.event(event);
            line = open.read(Frame.MAX_REPLY_OCTETS);
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        FrameChannel open = channel.get();
        if (open != null) {
            open.close();
        }
        thread.interrupt();
    }

    /** Who is told. */
    public interface Listener<E> {
        /** The other process is there; its full state follows. */
        void connected();

        void event(E event);

        /** The other process went away. */
        void disconnected();
    }
}
