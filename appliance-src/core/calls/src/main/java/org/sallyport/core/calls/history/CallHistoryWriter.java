package org.sallyport.core.calls.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.sallyport.core.calls.live.CallDetailRecord;
import org.sallyport.core.database.Database;
import org.sallyport.core.database.DatabaseException;
import org.sallyport.core.telemetry.alarms.Alarm.Severity;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.core.telemetry.metrics.Counter;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes call records to the database, in batches and behind the calls' backs. While the database is away they wait in a
 * file and are written when it is back, by this process or the next; a record written twice is there once. Thread-safe;
 * {@link #accept} never blocks.
 */
public final class CallHistoryWriter implements Consumer<CallDetailRecord>, AutoCloseable {
    static final String ALARM = "calls.history.waiting";
    private static final Logger LOG = LoggerFactory.getLogger(CallHistoryWriter.class);
    private static final int MAX_QUEUE = 10_000;
    private static final int BATCH = 200;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(3);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

    private final Database database;
    private final CallSpool spool;
    private final Alarms alarms;
    private final BlockingQueue<CallDetailRecord> queue = new LinkedBlockingQueue<>(MAX_QUEUE);
    private final Thread thread;
    private final Counter written;
    private final Counter failures;
    private final Counter lost;
    private volatile boolean closed;
    private long retryAtNanos = System.nanoTime();

    /**
     * Starts writing; the database need not be up yet.
     *
     * @param database with the changelog {@code db/calls.sql}
     * @param spoolFile where records wait, in the state directory
     * @throws IOException when the file that is there cannot be used
     */
    public CallHistoryWriter(Database database, Path spoolFile, Alarms alarms, Metrics metrics) throws IOException {
        this.database = database;
        this.spool = new CallSpool(spoolFile);
        this.alarms = alarms;
        this.written = metrics.counter("sallyport_history_written_total", "Call records written to the database.");
        this.failures = metrics.counter(
                "sallyport_history_write_failures_total", "Attempts to write call records that failed.");
        this.lost = metrics.counter(
                "sallyport_history_lost_total", "Call records lost: queue or spool full, or refused by the database.");
        metrics.gauge("sallyport_history_queue", "Call records about to be written.", queue::size);
        metrics.gauge("sallyport_history_spool_bytes", "Call records that wait in a file, bytes.", spool::bytes);
        this.thread = Thread.ofVirtual().name("call-history").start(this::run);
    }

    /** Takes a record for writing. */
    @Override
    public void accept(CallDetailRecord record) {
        if (closed || !queue.offer(record)) {
            lost.increment();
            LOG.error("the history had no room for call {}", record.call().id());
        }
    }

    /** Writes or spools what was taken, and ends. */
    @Override
    public void close() {
        closed = true;
        try {
            if (!thread.join(CLOSE_LIMIT)) {
                LOG.error("the history did not end: {} call records are lost", queue.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed || !queue.isEmpty()) {
            try {
                step();
            } catch (RuntimeException e) {
                failures.increment();
                LOG.error("the history could not write call records", e);
            }
        }
    }

    private void step() {
        List<CallDetailRecord> batch = next();
        boolean due = System.nanoTime() - retryAtNanos >= 0;
        if (!batch.isEmpty() && (!due || !write(batch))) {
            keep(batch);
        }
        if (!spool.isEmpty() && System.nanoTime() - retryAtNanos >= 0) {
            replay();
        }
    }

    private List<CallDetailRecord> next() {
        List<CallDetailRecord> batch = new ArrayList<>();
        try {
            CallDetailRecord first = queue.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
                queue.drainTo(batch, BATCH - 1);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
        return batch;
    }

    /** Whether the records need no more care. */
    private boolean write(List<CallDetailRecord> batch) {
        try {
            insert(batch);
            written.add(batch.size());
            return true;
        } catch (RuntimeException e) {
            failures.increment();
            if (e instanceof DatabaseException outage && !isAboutTheRecord(outage)) {
                retryAtNanos = System.nanoTime() + RETRY.toNanos();
                LOG.warn("call records wait for the database: {}", e.getMessage());
                return false;
            }
            return writeOneByOne(batch, e);
        }
    }

    /** One record that cannot be written must not hold up the others. */
    private boolean writeOneByOne(List<CallDetailRecord> batch, RuntimeException refusal) {
        if (batch.size() == 1) {
            lost.increment();
            LOG.error(
                    "call {} cannot be written to the history",
                    batch.getFirst().call().id(),
                    refusal);
            return true;
        }
        boolean done = true;
        for (CallDetailRecord record : batch) {
            done &= write(List.of(record));
        }
        return done;
    }

    private void insert(List<CallDetailRecord> batch) {
        database.transaction(queries -> {
            batch.forEach(record -> CallRecords.insert(queries, record));
            return batch.size();
        });
    }

    private void keep(List<CallDetailRecord> batch) {
        try {
            int kept = spool.append(batch);
            lost.add(batch.size() - kept);
        } catch (IOException | UncheckedIOException e) {
            lost.add(batch.size());
            LOG.error("{} call records are lost: neither database nor file takes them", batch.size(), e);
        }
        alarms.raise(
                ALARM,
                Severity.WARNING,
                "The database is away; records of ended calls wait in a file.",
                "Bring the database back; the records are then written by themselves.");
    }

    private void replay() {
        try {
            CallSpool.Chunk chunk = spool.first(BATCH);
            if (chunk.records().isEmpty() || write(chunk.records())) {
                spool.taken(chunk);
            }
        } catch (IOException e) {
            retryAtNanos = System.nanoTime() + RETRY.toNanos();
            throw new UncheckedIOException(e);
        }
        if (spool.isEmpty()) {
            alarms.clear(ALARM);
        }
    }

    /** Data exceptions, violated constraints and exceeded limits (SQLSTATE classes 22, 23, 54) will not mend by waiting. */
    private static boolean isAboutTheRecord(DatabaseException e) {
        String state = e.sqlState();
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
    }
}
