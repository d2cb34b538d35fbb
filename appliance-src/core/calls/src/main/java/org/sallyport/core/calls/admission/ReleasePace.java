package org.sallyport.core.calls.admission;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Guesses from the last releases when the next call will end. Guarded by the lock of its owner. */
final class ReleasePace {
    private static final Duration AT_FIRST = Duration.ofSeconds(30);
    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    /** Weight of the newest interval in the moving mean. */
    private static final double NEWEST = 0.2;

    private final LongSupplier nanoTime;
    private double meanNanos = AT_FIRST.toNanos();
    private long lastNanos;
    private boolean seen;

    ReleasePace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void released() {
        long now = nanoTime.getAsLong();
        if (seen) {
            meanNanos += NEWEST * (now - lastNanos - meanNanos);
        }
        seen = true;
        lastNanos = now;
    }

    Duration untilNextRelease() {
        return Duration.ofNanos(Math.clamp((long) meanNanos, SHORTEST.toNanos(), LONGEST.toNanos()));
    }
}
