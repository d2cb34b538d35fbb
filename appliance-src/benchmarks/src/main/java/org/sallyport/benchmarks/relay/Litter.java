package org.sallyport.benchmarks.relay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;

/** Garbage at a rate, some of it old, as a busy process makes it. Used by one thread. */
final class Litter {
    private static final Duration STEP = Duration.ofMillis(10);
    private static final int STEPS_PER_SECOND = 100;
    private static final int KEPT = 2000;
    private static final int PIECE = 16 << 10;

    private volatile int mibPerSecond;
    private boolean started;

    /** Makes so many MiB a second from now on; 0 for none. */
    void make(int rate) {
        mibPerSecond = rate;
        if (!started) {
            started = true;
            Thread.ofPlatform().name("litter").daemon().start(this::make);
        }
    }

    private void make() {
        Queue<byte[]> kept = new ArrayDeque<>();
        while (true) {
            for (long left = ((long) mibPerSecond << 20) / STEPS_PER_SECOND; left > 0; left -= PIECE) {
                kept.add(new byte[PIECE]);
                if (kept.size() > KEPT) {
                    kept.remove();
                }
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }
}
