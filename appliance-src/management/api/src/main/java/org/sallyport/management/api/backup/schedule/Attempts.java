package org.sallyport.management.api.backup.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.telemetry.alarms.Alarm.Severity;
import org.sallyport.core.telemetry.alarms.Alarms;

/**
 * Attempts at one thing until it succeeds: a minute after the first that failed, then twice as long each time, at most an hour. An
 * alarm lasts meanwhile. Waiting is measured by a clock that nobody sets. Thread-safe.
 */
final class Attempts {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final String alarm;
    private final Alarms alarms;
    private final Clock clock;
    private final LongSupplier nanos;
    private Duration wait = Duration.ZERO;
    private long failedAtNanos;
    private @Nullable Failure failure;

    /** Attempts at something for which an alarm is raised. */
    Attempts(String alarm, Alarms alarms, Clock clock, LongSupplier nanos) {
        this.alarm = alarm;
        this.alarms = alarms;
        this.clock = clock;
        this.nanos = nanos;
    }

    /**
     * What does not succeed.
     *
     * @param since when it failed first
     * @param attempts how often it failed since
     * @param text why it failed last
     * @param remedy what to do
     */
    record Failure(Instant since, int attempts, String text, String remedy) {}

    synchronized boolean mayTry() {
        return nanos.getAsLong() - failedAtNanos >= wait.toNanos();
    }

    /** When it is tried again; null unless it failed. */
    synchronized @Nullable Instant nextTry() {
        return failure == null ? null : clock.instant().plus(wait).minusNanos(nanos.getAsLong() - failedAtNanos);
    }

    synchronized @Nullable Failure failure() {
        return failure;
    }

    /** It succeeded, or need not any more. */
    synchronized void settled() {
        wait = Duration.ZERO;
        failure = null;
        alarms.clear(alarm);
    }

    synchronized void failed(String text, String remedy) {
        Duration twice = wait.multipliedBy(2);
        wait = wait.isZero() ? SHORTEST : twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
        failedAtNanos = nanos.getAsLong();
        Failure before = failure;
        failure = before == null
                ? new Failure(clock.instant(), 1, text, remedy)
                : new Failure(before.since, before.attempts + 1, text, remedy);
        alarms.raise(alarm, Severity.WARNING, text, remedy + " It is tried again by itself.");
    }
}
