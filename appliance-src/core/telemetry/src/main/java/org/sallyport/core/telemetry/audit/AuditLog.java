package org.sallyport.core.telemetry.audit;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.database.Queries;
import org.sallyport.core.database.Row;
import org.sallyport.core.telemetry.backlog.Backlog;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit. Entries go to the log at once and to the database in order, soon; while that is away they wait. The schema is
 * in {@code db/telemetry.sql}. Thread-safe.
 */
public final class AuditLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final int MAX_SUMMARY = 4000;

    private final Queries database;
    private final Clock clock;
    private final Backlog<AuditEntry> backlog;

    public AuditLog(Queries database, Clock clock, Metrics metrics) {
        this.database = database;
        this.clock = clock;
        this.backlog = new Backlog<>("audit", this::insert, metrics);
    }

    public void append(
            String actor,
            String source,
            String action,
            @Nullable String subject,
            AuditOutcome outcome,
            @Nullable String before,
            @Nullable String after) {
        LOG.info("{} by {} from {} on {}: {}", action, actor, source, subject, outcome);
        backlog.add(new AuditEntry(
                0, clock.instant(), actor, source, action, subject, outcome, shortened(before), shortened(after)));
    }

    /** Entries before an identifier, the newest first. */
    public List<AuditEntry> before(long id, int count, AuditQuery query) {
        return database.query(
                """
                select * from audit_entry
                where id < ?
                  and (?::timestamptz is null or at >= ?)
                  and (?::timestamptz is null or at < ?)
                  and (?::text is null or actor = ?)
                  and (?::text is null or starts_with(action, ?))
                  and (?::text is null or outcome = ?)
                order by id desc limit ?
                """,
                AuditLog::entry,
                id,
                query.from(),
                query.from(),
                query.to(),
                query.to(),
                query.actor(),
                query.actor(),
                query.action(),
                query.action(),
                query.outcome(),
                query.outcome(),
                count);
    }

    /** Waits until everything told so far is in the database; false when the time is up before. */
    public boolean flush(Duration limit) {
        return backlog.flush(limit);
    }

    private static @Nullable String shortened(@Nullable String text) {
        return text == null || text.length() <= MAX_SUMMARY ? text : text.substring(0, MAX_SUMMARY) + "...";
    }

    private void insert(AuditEntry entry) {
        database.update(
                """
                insert into audit_entry (at, actor, source, action, subject, outcome, before, after)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                entry.at(),
                entry.actor(),
                entry.source(),
                entry.action(),
                entry.subject(),
                entry.outcome(),
                entry.before(),
                entry.after());
    }

    private static AuditEntry entry(Row row) throws SQLException {
        return new AuditEntry(
                row.bigInteger("id"),
                row.instant("at"),
                row.text("actor"),
                row.text("source"),
                row.text("action"),
                row.textOrNull("subject"),
                AuditOutcome.valueOf(row.text("outcome")),
                row.textOrNull("before"),
                row.textOrNull("after"));
    }

    @Override
    public void close() {
        backlog.close();
    }
}
