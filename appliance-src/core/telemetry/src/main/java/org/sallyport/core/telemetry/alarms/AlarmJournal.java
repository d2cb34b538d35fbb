package org.sallyport.core.telemetry.alarms;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.sallyport.core.database.Queries;
import org.sallyport.core.telemetry.backlog.Backlog;
import org.sallyport.core.telemetry.metrics.Metrics;

/**
 * Writes the alarms of one process to the database, in order; while that is away they wait. What an earlier life of the
 * process left uncleared is cleared with the start. The schema is in {@code db/telemetry.sql}. Thread-safe.
 */
public final class AlarmJournal implements AutoCloseable {
    private final Queries database;
    private final Backlog<Entry> backlog;
    private final Alarms.Subscription subscription;

    /** Starts the journal of a process; alarms raised before are written too. */
    public AlarmJournal(String source, Alarms alarms, Queries database, Clock clock, Metrics metrics) {
        this.database = database;
        this.backlog = new Backlog<>("alarms-" + source, this::write, metrics);
        backlog.add(new Entry.Restarted(source, clock.instant()));
        this.subscription = alarms.listen(alarm -> backlog.add(new Entry.Changed(alarm)));
        alarms.active().forEach(alarm -> backlog.add(new Entry.Changed(alarm)));
    }

    /** Waits until everything told so far is in the database; false when the time is up before. */
    public boolean flush(Duration limit) {
        return backlog.flush(limit);
    }

    private void write(Entry entry) {
        switch (entry) {
            case Entry.Restarted(String source, Instant at) -> clearLeftovers(source, at);
            case Entry.Changed(Alarm alarm) -> write(alarm);
        }
    }

    private void clearLeftovers(String source, Instant at) {
        database.update("update alarm_entry set cleared_at = ? where source = ? and cleared_at is null", at, source);
    }

    /** The same change twice leaves one row. */
    private void write(Alarm alarm) {
        database.update(
                """
                insert into alarm_entry (source, key, severity, text, remedy, raised_at, cleared_at)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (source, key, raised_at)
                do update set cleared_at = coalesce(excluded.cleared_at, alarm_entry.cleared_at)
                """,
                alarm.source(),
                alarm.key(),
                alarm.severity(),
                alarm.text(),
                alarm.remedy(),
                alarm.raisedAt(),
                alarm.clearedAt());
    }

    @Override
    public void close() {
        subscription.close();
        backlog.close();
    }

    private sealed interface Entry {
        record Restarted(String source, Instant at) implements Entry {}

        record Changed(Alarm alarm) implements Entry {}
    }
}
