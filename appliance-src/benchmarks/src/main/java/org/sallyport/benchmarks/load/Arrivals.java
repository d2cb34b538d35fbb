package org.sallyport.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Counts the {@link RtpPacket}s that arrive, and how long they were under way. Who sends looks for them between two bursts and
 * never sleeps meanwhile: to wake another thread of the same machine, which none does on a network, would be charged
 * to whoever sends it a packet.
 */
public final class Arrivals implements AutoCloseable {
    private static final int LARGEST = 2048;
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Selector selector = Selector.open();
    private final LongAdder count = new LongAdder();
    private final Recorder nanos = new Recorder(LONGEST_NANOS, DIGITS);
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST);

    /** Counts nothing yet. */
    public Arrivals() throws IOException {}

    /** Has a channel be read, which must not be blocking. */
    public void readFrom(DatagramChannel channel) throws IOException {
        channel.register(selector, SelectionKey.OP_READ);
    }

    /** Reads what has come, for so long. */
    public void look(long forNanos) throws IOException {
        long end = System.nanoTime() + forNanos;
        do {
            selector.selectNow(this::drain);
        } while (System.nanoTime() - end < 0);
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

    /** Reads until so many have arrived, or none for a second. */
    public void await(long expected) throws IOException {
        long before = -1;
        while (count() < expected && count() != before) {
            before = count();
            long end = System.nanoTime() + SILENCE_NANOS;
            while (count() < expected && System.nanoTime() - end < 0) {
                look(0);
            }
        }
    }

    private void drain(SelectionKey key) {
        try {
            while (((DatagramChannel) key.channel()).receive(buffer.clear()) != null) {
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
