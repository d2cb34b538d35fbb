package org.sallyport.testing.time;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits until a thing has become true, looking every millisecond and leaving the processor to others in between. */
public final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long PAUSE_NANOS = 1_000_000;

    private Eventually() {}

    /** Waits ten seconds at most. */
    public static void until(String what, BooleanSupplier condition) {
        until(LIMIT, () -> what, condition);
    }

    /**
     * Waits.
     *
     * @param what told when it does not come true, made only then
     */
    public static void until(Duration limit, Supplier<String> what, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + limit.toSeconds() + " s: " + what.get());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
