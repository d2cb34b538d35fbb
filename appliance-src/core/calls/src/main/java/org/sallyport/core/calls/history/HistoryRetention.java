package org.sallyport.core.calls.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.sallyport.base.time.Deadline;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.database.DatabaseException;
import org.sallyport.core.database.Queries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes call records that are older than they are to be kept: daily, and when asked. Thread-safe. */
public final class HistoryRetention implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryRetention.class);
    private static final Duration FIRST = Duration.ofMinutes(5);
    private static final Duration DAILY = Duration.ofDays(1);
    /** Rows of one statement, so that none holds its locks for long. */
    private static final int BATCH = 1_000;

    private final Queries database;
    private final Supplier<Duration> retention;
    private final Clock clock;
    private final Deadlines deadlines;
    private Deadline next;
    private boolean closed;

    /**
     * Starts the daily run.
     *
     * @param retention how long records are kept, as set now
     */
    public HistoryRetention(Queries database, Supplier<Duration> retention, Clock clock, Deadlines deadlines) {
        this.database = database;
        this.retention = retention;
        this.clock = clock;
        this.deadlines = deadlines;
        this.next = deadlines.after("history-retention", FIRST, this::daily);
    }

    /** Deletes what is too old now; the number of records deleted. Blocks on the database. */
    public long run() {
        Instant limit = clock.instant().minus(retention.get());
        long deleted = 0;
        int batch;
        do {
            batch = database.update("""
                    delete from call_record where id in
                        (select id from call_record where started_at < ? order by started_at limit ?)
                    """, limit, BATCH);
            deleted += batch;
        } while (batch == BATCH);
        return deleted;
    }

    @Override
    public synchronized void close() {
        closed = true;
        next.cancel();
    }

    private void daily() {
        try {
            LOG.info("history: {} call records were older than they are to be kept", run());
        } catch (DatabaseException e) {
            LOG.warn("history: call records that are too old stay until tomorrow: {}", e.getMessage());
        }
        synchronized (this) {
            if (!closed) {
                next = deadlines.after("history-retention", DAILY, this::daily);
            }
        }
    }
}
