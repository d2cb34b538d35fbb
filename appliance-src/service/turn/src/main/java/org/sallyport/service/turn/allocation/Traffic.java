package org.sallyport.service.turn.allocation;

import java.util.concurrent.atomic.LongAdder;

/**
 * What passed in one direction, and how fast it may; a packet is a datagram, or what was read of a connection at a time.
 * Thread-safe.
 */
public final class Traffic {
    private final LongAdder packets = new LongAdder();
    private final LongAdder octets = new LongAdder();
    private final RateLimit limit;

    /**
     * Nothing yet.
     *
     * @param kbps most kbit/s; 0 limits nothing
     */
    Traffic(int kbps, long nowNanos) {
        this.limit = new RateLimit(kbps, nowNanos);
    }

    /** Whether a datagram is not too much. */
    boolean admits(int length, long nowNanos) {
        return limit.admits(length, nowNanos);
    }

    void count(int length) {
        packets.increment();
        octets.add(length);
    }

    /**
     * Counts what passed of a stream.
     *
     * @param length octets; 0 asks only
     * @return nanoseconds to wait before more of it is read
     */
    public long passed(int length, long nowNanos) {
        if (length > 0) {
            count(length);
        }
        return limit.delay(length, nowNanos);
    }

    long packets() {
        return packets.sum();
    }

    long octets() {
        return octets.sum();
    }
}
