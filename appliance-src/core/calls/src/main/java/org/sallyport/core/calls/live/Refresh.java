package org.sallyport.core.calls.live;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.time.Deadline;
import org.sallyport.base.time.Deadlines;

/** A beat that goes on while its action wants it to, and can be started again. Thread-safe. */
final class Refresh implements AutoCloseable {
    private final Deadlines deadlines;
    private final Duration interval;
    private final BooleanSupplier action;
    private @Nullable Deadline next;
    private boolean running;
    private boolean closed;

    /** @param action run once an interval; false ends the beat */
    Refresh(Deadlines deadlines, Duration interval, BooleanSupplier action) {
        this.deadlines = deadlines;
        this.interval = interval;
        this.action = action;
    }

    synchronized void start() {
        if (!running && !closed) {
            running = true;
            schedule();
        }
    }

    private void beat() {
        boolean goOn = action.getAsBoolean();
        synchronized (this) {
            if (goOn && !closed) {
                schedule();
            } else {
                running = false;
            }
        }
    }

    private void schedule() {
        next = deadlines.after("live-calls-refresh", interval, this::beat);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (next != null) {
            next.cancel();
        }
    }
}
