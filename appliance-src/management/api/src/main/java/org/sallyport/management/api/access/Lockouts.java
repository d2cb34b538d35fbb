package org.sallyport.management.api.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.telemetry.metrics.Counter;
import org.sallyport.core.telemetry.metrics.Metrics;

/**
 * Failed log-ins by user and by source. At the threshold a key is locked out for a while, then starts afresh; so does one
 * without failures for as long. Who floods with ever new names fills the table, and then every unknown key is locked
 * out until it empties by time. Thread-safe.
 */
public final class Lockouts {
    private static final int MAX_KEYS = 10_000;

    private final Clock clock;
    private final Deadlines deadlines;
    private final Policy policy;
    private final Counter lockouts;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    public Lockouts(Clock clock, Deadlines deadlines, Metrics metrics, Policy policy) {
        this.clock = clock;
        this.deadlines = deadlines;
        this.policy = policy;
        this.lockouts =
                metrics.counter("sallyport_login_lockouts_total", "Users and sources locked out after failed log-ins.");
    }

    /** Until when a key is locked out, if it is. */
    public Optional<Instant> lockedUntil(String key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            return entries.size() < MAX_KEYS
                    ? Optional.empty()
                    : Optional.of(clock.instant().plus(policy.duration()));
        }
        return Optional.ofNullable(entry.lockedUntil).filter(clock.instant()::isBefore);
    }

    /** Counts a failure; true when it locked the key out. */
    public boolean failed(String key) {
        Instant now = clock.instant();
        Instant end = now.plus(policy.duration());
        Entry entry = entries.compute(key, (_, before) -> {
            int failures = before == null || !now.isBefore(before.forgetAt) ? 1 : before.failures + 1;
            return new Entry(failures, end, failures >= policy.threshold() ? end : null);
        });
        forget(key, policy.duration());
        boolean locked = entry.failures == policy.threshold();
        if (locked) {
            lockouts.increment();
        }
        return locked;
    }

    /** Forgets the failures of a key. */
    public void clear(String key) {
        entries.remove(key);
    }

    private void forget(String key, Duration delay) {
        deadlines.after(
                "login-failure",
                delay,
                () -> entries.computeIfPresent(
                        key, (_, entry) -> clock.instant().isBefore(entry.forgetAt) ? entry : null));
    }

    private record Entry(
            int failures, Instant forgetAt, @Nullable Instant lockedUntil) {}

    /** When and for how long; asked each time, so that settings apply at once. */
    public interface Policy {
        int threshold();

        Duration duration();
    }
}
