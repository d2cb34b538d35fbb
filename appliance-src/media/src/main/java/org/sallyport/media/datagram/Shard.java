package org.sallyport.media.datagram;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.sallyport.media.socket.Datagram;
import org.sallyport.media.socket.DatagramPoller;
import org.sallyport.media.socket.SocketMake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that relays the datagrams of its share of the streams. Others hand it commands by a queue without locks and
 * a wake-up.
 */
public final class Shard implements SocketThread, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final DatagramPoller poller;
    private final Datagram datagram = new Datagram();
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final Rota<DatagramStream> streams = new Rota<>(TICK, System.nanoTime());
    private final Set<DatagramStream> lookedAt = new LinkedHashSet<>();
    private final List<LongConsumer> ticking = new ArrayList<>();
    /** Whether the thread is to look for commands already; saves a system call for each of many at once. */
    private final AtomicBoolean called = new AtomicBoolean();

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int load;
    private boolean running = true;
    private final Faults faults = new Faults();
    private long nextTickNanos = System.nanoTime() + TICK.toNanos();

    private Shard(DatagramPoller poller) {
        this.poller = poller;
    }

    /** Starts a shard with its own poller and thread, the latter named {@code media-shard-<number>}. */
    public static Shard start(SocketMake make, int number) throws IOException {
        Shard shard = new Shard(make.openPoller());
        Thread.ofPlatform().name("media-shard-" + number).daemon().start(shard::run);
        return shard;
    }

    /** Streams on this shard; a new stream goes to the shard that has the fewest. */
    public int load() {
        return load;
    }

    @Override
    public DatagramPoller poller() {
        return poller;
    }

    /** Before its next packets. */
    @Override
    public void execute(Runnable command) {
        commands.add(command);
        if (!called.getAndSet(true)) {
            poller.wakeUp();
        }
    }

    void adopt(DatagramStream stream) {
        streams.add(stream);
        load = streams.size();
    }

    void dismiss(DatagramStream stream) {
        streams.remove(stream);
        lookedAt.remove(stream);
        load = streams.size();
    }

    /** Looks at a stream at each turn of the rota, until it says that there is no need. */
    void lookAt(DatagramStream stream) {
        lookedAt.add(stream);
    }

    @Override
    public void everySecond(LongConsumer listener) {
        ticking.add(listener);
    }

    private void run() {
        if (!poller.takePrecedence()) {
            LOG.info("The media threads wait for their turn like any other: the system grants them no precedence.");
        }
        try {
            while (running) {
                int ready = poller.await(millisToTick());
                // Commands first: what signalling said before a packet was sent holds for that packet.
                obey();
                serve(ready);
                tick();
            }
        } finally {
            poller.close();
            ended.countDown();
        }
    }

    private void obey() {
        // Before looking: whoever comes after the last look calls again.
        called.set(false);
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
            try {
                command.run();
            } catch (RuntimeException e) {
                LOG.error("A command to the media shard failed.", e);
            }
        }
    }

    private void serve(int ready) {
        for (int i = 0; i < ready; i++) {
            try {
                if (poller.ready(i) instanceof SocketOwner owner && owner.receive(datagram)) {
                    owner.relay(datagram, System.nanoTime());
                }
            } catch (RuntimeException e) {
                faults.add(e);
            }
        }
    }

    /** Without streams it sleeps the whole second. */
    private int millisToTick() {
        long now = System.nanoTime();
        long nanos = Math.max(0, nextTickNanos - now);
        if (streams.size() > 0) {
            nanos = Math.min(nanos, streams.nanosToTurn(now));
        }
        return (int) TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
    }

    private void tick() {
        long now = System.nanoTime();
        if (streams.nanosToTurn(now) == 0) {
            lookedAt.removeIf(stream -> !stream.look(now));
        }
        for (DatagramStream stream : streams.take(now)) {
            stream.tick(now);
        }
        if (now - nextTickNanos >= 0) {
            nextTickNanos = now + TICK.toNanos();
            ticking.forEach(listener -> listener.accept(now));
            faults.report();
        }
    }

    /** Ends the thread once all commands given before are done, and waits for it. */
    @Override
    public void close() {
        execute(() -> running = false);
        try {
            if (!ended.await(5, TimeUnit.SECONDS)) {
                LOG.error("A media shard did not end within 5 s.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
