package org.sallyport.base.time;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.sallyport.base.live.LiveObjects;

/**
 * The one timer wheel of a process. A deadline that is cancelled never runs; one that passes runs its action once, on a
 * virtual thread of its own. Resolution is {@value #TICK_MILLIS} ms.
 */
public final class Deadlines implements AutoCloseable {
    private static final int TICK_MILLIS = 20;
    private static final int WHEEL_SLOTS = 4096;

    private final LiveObjects liveObjects;
    private final ExecutorService expiries = Executors.newVirtualThreadPerTaskExecutor();
    private final HashedWheelTimer wheel = new HashedWheelTimer(
            new DefaultThreadFactory("deadlines", true), TICK_MILLIS, TimeUnit.MILLISECONDS, WHEEL_SLOTS);

    public Deadlines(LiveObjects liveObjects) {
        this.liveObjects = liveObjects;
    }

    /**
     * Starts a deadline.
     *
     * @param type what lives, in the standard's term and lower case, such as {@code sip-dialog}; counted while pending
     */
    public Deadline after(String type, Duration delay, Runnable expiry) {
        LiveObjects.Token token = liveObjects.begin("deadline-" + type);
        Timeout timeout = wheel.newTimeout(
                fired -> {
                    token.end();
                    expiries.execute(expiry);
                },
                Math.max(0, delay.toNanos()),
                TimeUnit.NANOSECONDS);
        return () -> {
            boolean cancelled = timeout.cancel();
            if (cancelled) {
                token.end();
            }
            return cancelled;
        };
    }

    @Override
    public void close() {
        wheel.stop();
        expiries.shutdown();
    }
}
