package org.sallyport.service.turn.allocation;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How fast data may pass in one direction: a token bucket that holds what passes in a second, and may be overdrawn by the last that
 * it lets pass. It keeps one number, the moment at which it will be full again. Without lock and without object; thread-safe.
 */
final class RateLimit {
    private static final long BURST_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** An octet at one kbit/s. */
    private static final long NANOS = 8_000_000;

    private final int kbps;
    private final AtomicLong fullNanos;

    /**
     * A full bucket.
     *
     * @param kbps kbit/s; 0 limits nothing
     */
    RateLimit(int kbps, long nowNanos) {
        this.kbps = kbps;
        this.fullNanos = new AtomicLong(nowNanos);
    }

    /** Whether a packet may pass now, which it then has. */
    boolean admits(int octets, long nowNanos) {
        if (kbps == 0) {
            return true;
        }
        while (true) {
            long full = fullNanos.get();
            long from = full - nowNanos < 0 ? nowNanos : full;
            if (from - nowNanos >= BURST_NANOS) {
                return false;
            }
            if (fullNanos.compareAndSet(full, from + octets * NANOS / kbps)) {
                return true;
            }
        }
    }

    /** Lets octets of a stream pass; nanoseconds to wait before the next are taken. */
    long delay(int octets, long nowNanos) {
        if (kbps == 0) {
            return 0;
        }
        while (true) {
            long full = fullNanos.get();
            long then = (full - nowNanos < 0 ? nowNanos : full) + octets * NANOS / kbps;
            if (fullNanos.compareAndSet(full, then)) {
                return Math.max(0, then - nowNanos - BURST_NANOS);
            }
        }
    }
}
