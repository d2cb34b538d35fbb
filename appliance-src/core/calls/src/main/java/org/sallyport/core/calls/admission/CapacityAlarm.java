package org.sallyport.core.calls.admission;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.sallyport.core.telemetry.alarms.Alarm.Severity;
import org.sallyport.core.telemetry.alarms.Alarms;

/** Warns while the system is nearly full. Between the two marks it stays as it is, so that it does not flutter. */
final class CapacityAlarm {
    static final String KEY = "calls.capacity";
    private static final double RAISE_AT = 0.9;
    private static final double CLEAR_BELOW = 0.8;

    private final Alarms alarms;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean raised;

    CapacityAlarm(Alarms alarms) {
        this.alarms = alarms;
    }

    void check(Supplier<CapacityUse> use) {
        if (changes(use.get())) {
            lock.lock();
            try {
                // Read again: another thread may have moved it, and the last one here must leave it right.
                apply(use.get());
            } finally {
                lock.unlock();
            }
        }
    }

    private boolean changes(CapacityUse use) {
        return raised ? use.ratio() < CLEAR_BELOW : use.ratio() >= RAISE_AT;
    }

    private void apply(CapacityUse use) {
        if (!changes(use)) {
            return;
        }
        if (raised) {
            raised = false;
            alarms.clear(KEY);
        } else {
            raised = true;
            alarms.raise(
                    KEY,
                    Severity.WARNING,
                    "The system is nearly full: %d of %d calls, %d of %d kbit/s."
                            .formatted(use.calls(), use.maxCalls(), use.kbps(), use.maxKbps()),
                    "Raise capacity.maxCalls or capacity.maxBandwidthKbps if the machine and its line allow it, or add"
                            + " a system.");
        }
    }
}
