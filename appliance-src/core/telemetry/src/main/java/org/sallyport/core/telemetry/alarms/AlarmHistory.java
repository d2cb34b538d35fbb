package org.sallyport.core.telemetry.alarms;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.database.Queries;
import org.sallyport.core.database.Row;
import org.sallyport.core.telemetry.alarms.Alarm.Severity;

/** The journal of all processes' alarms, for reading. Thread-safe; blocks on the database. */
public final class AlarmHistory {
    private final Queries database;

    public AlarmHistory(Queries database) {
        this.database = database;
    }

    /**
     * An alarm with its place in the journal.
     *
     * @param id grows with time
     */
    public record Entry(long id, Alarm alarm) {}

    /**
     * Alarms before a place, the newest first; what is null does not matter.
     *
     * @param from earliest raise, inclusive
     * @param to latest raise, exclusive
     */
    public List<Entry> before(
            long id, int count, @Nullable Instant from, @Nullable Instant to, @Nullable Severity severity) {
        return database.query("""
                select * from alarm_entry
                where id < ?
                  and (?::timestamptz is null or raised_at >= ?)
                  and (?::timestamptz is null or raised_at < ?)
                  and (?::text is null or severity = ?)
                order by id desc limit ?
                """, AlarmHistory::entry, id, from, from, to, to, severity, severity, count);
    }

    private static Entry entry(Row row) throws SQLException {
        return new Entry(
                row.bigInteger("id"),
                new Alarm(
                        row.text("key"),
                        Severity.valueOf(row.text("severity")),
                        row.text("source"),
                        row.text("text"),
                        row.text("remedy"),
                        row.instant("raised_at"),
                        row.instantOrNull("cleared_at")));
    }
}
