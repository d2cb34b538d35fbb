package org.sallyport.core.calls.rate;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A token bucket that holds one second's worth and starts full. Thread-safe. */
public final class TokenBucket {
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    /** Time at which the bucket would have been empty, had tokens flowed in since; one number is the whole state. */
    private long emptySinceNanos;

    /** @param nanoTime a clock that never goes back, nanoseconds */
    public TokenBucket(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.emptySinceNanos = nanoTime.getAsLong() - SECOND_NANOS;
    }

    /** Takes a token if there is one; the rate may differ from call to call. */
    public synchronized boolean take(int perSecond) {
        long now = nanoTime.getAsLong();
        long filledSince = filledSince(now);
        long cost = SECOND_NANOS / Math.max(1, perSecond);
        if (perSecond <= 0 || now - filledSince < cost) {
            return false;
        }
        emptySinceNanos = filledSince + cost;
        return true;
    }

    /** Time until the next token; zero when there is one. */
    public synchronized Duration untilNext(int perSecond) {
        long now = nanoTime.getAsLong();
        long cost = SECOND_NANOS / Math.max(1, perSecond);
        return Duration.ofNanos(Math.max(0, cost - (now - filledSince(now))));
    }

    private long filledSince(long now) {
        return now - emptySinceNanos > SECOND_NANOS ? now - SECOND_NANOS : emptySinceNanos;
    }
}
