package org.sallyport.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Counts the {@link RtpPacket}s that arrive, and how long they were under way. */
public final class Arrivals implements AutoCloseable {
    private static final int LARGEST = 2048;
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;

    private final Selector selector = Selector.open();
    private final LongAdder count = new LongAdder();
    private final Recorder nanos = new Recorder(LONGEST_NANOS, DIGITS);

    /** Counts once {@link #start started}. */
    public Arrivals() throws IOException {}

    /** Has a channel be read, which must not be blocking. */
    public void readFrom(DatagramChannel channel) throws IOException {
        channel.register(selector, SelectionKey.OP_READ);
    }

    /** Reads from now on. */
    public void start() {
        Thread.ofPlatform().name("arrivals").daemon().start(this::read);
    }

    /** Counts a packet that lies in a buffer from its start to its limit. Thread-safe. */
    public void arrived(ByteBuffer packet) {
        count.increment();
        nanos.recordValue(Math.clamp(System.nanoTime() - RtpPacket.sentNanos(packet), 0, LONGEST_NANOS));
    }

    /** All so far. */
    public long count() {
        return count.sum();
    }

    /** How long those were under way, ns, that arrived since this was asked last. */
    public Histogram nanosSinceLast() {
        return nanos.getIntervalHistogram();
    }

    /** Waits until so many have arrived, or none for a second. */
    public void await(long expected) {
        long before = -1;
        while (count() < expected && count() != before) {
            before = count();
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST);
        try {
            while (selector.isOpen()) {
                selector.select(key -> drain(key, buffer), 100);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void drain(SelectionKey key, ByteBuffer buffer) {
        try {
            while (((DatagramChannel) key.channel()).read(buffer.clear()) > 0) {
                arrived(buffer.flip());
            }
        } catch (IOException e) {
            // What was sent to has ended, and this run with it.
            key.cancel();
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
