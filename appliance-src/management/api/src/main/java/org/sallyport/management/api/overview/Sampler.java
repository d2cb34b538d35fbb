package org.sallyport.management.api.overview;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.Verb;
import org.sallyport.core.control.director.DirectorControl;
import org.sallyport.core.control.director.DirectorStatus;
import org.sallyport.core.control.director.DirectorStatus.CapacityStatus;
import org.sallyport.core.control.director.DirectorStatus.ListenerStatus;
import org.sallyport.core.control.director.Traffic;
import org.sallyport.core.telemetry.alarms.Alarm;

/** Looks at the system every {@value #INTERVAL_SECONDS} s and remembers an hour of it. Thread-safe. */
public final class Sampler implements AutoCloseable {
    static final int INTERVAL_SECONDS = 5;
    private static final int MAX_SAMPLES = 3600 / INTERVAL_SECONDS;

    private final DirectorControl director;
    private final BooleanSupplier databaseAvailable;
    private final Supplier<List<Alarm>> alarms;
    private final Clock clock;
    private final Deadlines deadlines;
    private final Deque<OverviewTick> samples = new ArrayDeque<>();
    private final List<Consumer<OverviewTick>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    public Sampler(
            DirectorControl director,
            BooleanSupplier databaseAvailable,
            Supplier<List<Alarm>> alarms,
            Clock clock,
            Deadlines deadlines) {
        this.director = director;
        this.databaseAvailable = databaseAvailable;
        this.alarms = alarms;
        this.clock = clock;
        this.deadlines = deadlines;
    }

    /** Takes the first sample now and goes on until closed. */
    public void start() {
        OverviewTick tick = look();
        synchronized (samples) {
            if (samples.size() == MAX_SAMPLES) {
                samples.removeFirst();
            }
            samples.addLast(tick);
        }
        listeners.forEach(listener -> listener.accept(tick));
        if (!closed) {
            deadlines.after("overview-sample", Duration.ofSeconds(INTERVAL_SECONDS), this::start);
        }
    }

    /** Looks now, without remembering. */
    public OverviewTick look() {
        @Nullable DirectorStatus status = status();
        List<Finding> findings = findings(status);
        Traffic traffic = status == null ? new Traffic(0, 0, 0, 0, 0) : status.traffic();
        return new OverviewTick(
                clock.instant(),
                health(status, findings),
                findings,
                status != null,
                new OverviewTick.CallCounts(traffic.setup(), traffic.alerting(), traffic.connected(), traffic.total()),
                new OverviewTick.Bandwidth(traffic.fromExternal(), traffic.fromInternal()),
                status == null ? new CapacityStatus(0, 0, 0, 0, 0, 0) : status.capacity(),
                status == null ? null : status.callServer());
    }

    /** The newest sample. */
    public OverviewTick newest() {
        synchronized (samples) {
            OverviewTick last = samples.peekLast();
            if (last != null) {
                return last;
            }
        }
        return look();
    }

    /** Tells a listener of every sample; it must not block. */
    public Verb.Subscription listen(Consumer<OverviewTick> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** The last hour. */
    Series series() {
        List<OverviewTick> all;
        synchronized (samples) {
            all = new ArrayList<>(samples);
        }
        return new Series(
                all.isEmpty() ? clock.instant() : all.getFirst().at(),
                INTERVAL_SECONDS,
                column(all, tick -> (long) tick.calls().total()),
                column(all, tick -> tick.bandwidth().fromExternal()),
                column(all, tick -> tick.bandwidth().fromInternal()));
    }

    @Override
    public void close() {
        closed = true;
    }

    private static List<@Nullable Long> column(List<OverviewTick> ticks, Function<OverviewTick, Long> value) {
        List<@Nullable Long> column = new ArrayList<>(ticks.size());
        ticks.forEach(tick -> column.add(tick.directorConnected() ? value.apply(tick) : null));
        return column;
    }

    private @Nullable DirectorStatus status() {
        try {
            return director.status();
        } catch (ControlException e) {
            return null;
        }
    }

    private List<Finding> findings(@Nullable DirectorStatus status) {
        List<Finding> findings = new ArrayList<>();
        if (status == null) {
            findings.add(new Finding("director", "The director does not answer."));
        } else {
            status.listeners().stream()
                    .filter(listener -> !listener.ready())
                    .forEach(listener -> findings.add(new Finding("listener", words(listener))));
        }
        if (!databaseAvailable.getAsBoolean()) {
            findings.add(new Finding("database", "The database does not answer."));
        }
        alarms.get().stream()
                .filter(alarm -> alarm.severity() != Alarm.Severity.INFORMATION)
                .forEach(alarm -> findings.add(new Finding("alarm", alarm.text())));
        return findings;
    }

    private static String words(ListenerStatus listener) {
        String detail = listener.detail();
        return "The listener " + listener.name() + " at " + listener.bound() + " is not ready"
                + (detail == null ? "." : ": " + detail);
    }

    private static HealthStatus health(@Nullable DirectorStatus status, List<Finding> findings) {
        if (status == null || !status.ready()) {
            return HealthStatus.UNAVAILABLE;
        }
        return findings.isEmpty() ? HealthStatus.OK : HealthStatus.DEGRADED;
    }

    /**
     * Samples at even intervals, oldest first; null where nothing could be read.
     *
     * @param fromExternal bit/s
     * @param fromInternal bit/s
     */
    record Series(
            Instant start,
            int intervalSeconds,
            List<@Nullable Long> calls,
            List<@Nullable Long> fromExternal,
            List<@Nullable Long> fromInternal) {}
}
