package org.sallyport.core.calls.admission;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.sallyport.core.calls.admission.AdmissionDecision.Admitted;
import org.sallyport.core.calls.admission.AdmissionDecision.Permit;
import org.sallyport.core.calls.admission.AdmissionDecision.Reason;
import org.sallyport.core.calls.admission.AdmissionDecision.Refused;
import org.sallyport.core.calls.rate.TokenBucket;
import org.sallyport.core.settings.feed.SettingsFeed;
import org.sallyport.core.settings.model.CapacitySettings;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.core.telemetry.metrics.Metrics;

/**
 * Admits calls while the limits of {@link CapacitySettings} allow: calls at once, their bandwidth, set-ups a second. A
 * lowered limit ends no call; it refuses new ones until enough have gone.
 */
public final class CapacityAdmission implements Admission {
    /** Long enough for a failover to the other node, short enough that a caller still waits. */
    private static final Duration RETRY_AFTER_SHUTDOWN = Duration.ofSeconds(30);

    private final SettingsFeed settings;
    private final LongSupplier nanoTime;
    private final CapacityAlarm alarm;
    private final TokenBucket setups;
    private final ReleasePace pace;
    private final ReentrantLock lock = new ReentrantLock();
    private int calls;
    private long kbps;
    private boolean draining;
    private Optional<Long> heldOffUntil = Optional.empty();

    /** @param nanoTime a clock that never goes back, nanoseconds */
    public CapacityAdmission(SettingsFeed settings, Alarms alarms, Metrics metrics, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.alarm = new CapacityAlarm(alarms);
        this.setups = new TokenBucket(nanoTime);
        this.pace = new ReleasePace(nanoTime);
        settings.listen((_, _) -> alarm.check(this::use));
        register(metrics);
    }

    @Override
    public AdmissionDecision ask(CallAttempt attempt) {
        AdmissionDecision decision = decide(attempt, settings.current().capacity());
        alarm.check(this::use);
        return decision;
    }

    /** Refuses every new call from now on; those in progress go on. */
    public void drain() {
        lock.lock();
        try {
            draining = true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Refuses every new call for some time, because the machine is about to be looked after; those in progress go on. It ends by
     * itself unless it is said again, so that who asked for it may vanish; no time at all ends it now.
     */
    public void holdOff(Duration time) {
        lock.lock();
        try {
            heldOffUntil = time.isPositive() ? Optional.of(nanoTime.getAsLong() + time.toNanos()) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing new is taken, for the system ends or is about to be looked after. */
    public boolean isClosing() {
        lock.lock();
        try {
            return draining || isHeldOff();
        } finally {
            lock.unlock();
        }
    }

    private boolean isHeldOff() {
        return heldOffUntil.filter(end -> nanoTime.getAsLong() - end < 0).isPresent();
    }

    /** What is used of what there is. */
    public CapacityUse use() {
        CapacitySettings limits = settings.current().capacity();
        lock.lock();
        try {
            return new CapacityUse(calls, limits.maxCalls(), kbps, limits.maxBandwidthKbps());
        } finally {
            lock.unlock();
        }
    }

    private AdmissionDecision decide(CallAttempt attempt, CapacitySettings limits) {
        lock.lock();
        try {
            if (draining) {
                return refuse(Reason.SHUTTING_DOWN, RETRY_AFTER_SHUTDOWN, "The system is shutting down.");
            }
            if (isHeldOff()) {
                return refuse(
                        Reason.MAINTENANCE, RETRY_AFTER_SHUTDOWN, "The system takes no new calls before maintenance.");
            }
            if (calls >= limits.maxCalls()) {
                return refuse(
                        Reason.CALL_LIMIT,
                        pace.untilNextRelease(),
                        "All " + limits.maxCalls() + " calls that are allowed at once are in use.");
            }
            int asked = Math.max(0, attempt.bandwidthKbps());
            if (kbps + Math.max(1, asked) > limits.maxBandwidthKbps()) {
                return refuse(
                        Reason.BANDWIDTH_LIMIT,
                        pace.untilNextRelease(),
                        "The call would exceed the " + limits.maxBandwidthKbps() + " kbit/s allowed for all calls: "
                                + kbps + " kbit/s are in use.");
            }
            if (!setups.take(limits.maxCallSetupsPerSecond())) {
                return refuse(
                        Reason.SETUP_RATE,
                        setups.untilNext(limits.maxCallSetupsPerSecond()),
                        "More than " + limits.maxCallSetupsPerSecond() + " calls a second were asked for.");
            }
            calls++;
            kbps += asked;
            return new Admitted(new Share(asked));
        } finally {
            lock.unlock();
        }
    }

    private static Refused refuse(Reason reason, Duration retryAfter, String text) {
        // Retry-After counts whole seconds (RFC 3261 section 20.33); zero would invite an immediate repeat.
        long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
        return new Refused(reason, Optional.of(Duration.ofSeconds(seconds)), text);
    }

    private void register(Metrics metrics) {
        metrics.gauge("sallyport_admission_calls", "Calls admitted and not over.", () -> use().calls());
        metrics.gauge("sallyport_admission_calls_limit", "Calls allowed at once.", () -> use().maxCalls());
        metrics.gauge(
                "sallyport_admission_bandwidth_kbps", "Bandwidth agreed for all calls, kbit/s.", () -> use().kbps());
        metrics.gauge(
                "sallyport_admission_bandwidth_limit_kbps",
                "Bandwidth allowed for all calls, kbit/s.",
                () -> use().maxKbps());
    }

    /** What one call holds; guarded by the lock of the whole. */
    private final class Share implements Permit {
        private int held;
        private boolean released;

        Share(int held) {
            this.held = held;
        }

        @Override
        public void bandwidth(int newKbps) {
            lock.lock();
            try {
                if (!released) {
                    kbps += (long) Math.max(0, newKbps) - held;
                    held = Math.max(0, newKbps);
                }
            } finally {
                lock.unlock();
            }
            alarm.check(CapacityAdmission.this::use);
        }

        @Override
        public void release() {
            lock.lock();
            try {
                if (!released) {
                    released = true;
                    calls--;
                    kbps -= held;
                    pace.released();
                }
            } finally {
                lock.unlock();
            }
            alarm.check(CapacityAdmission.this::use);
        }
    }
}
