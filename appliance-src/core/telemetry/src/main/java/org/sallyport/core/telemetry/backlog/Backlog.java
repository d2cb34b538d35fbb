package org.sallyport.core.telemetry.backlog;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.database.DatabaseException;
import org.sallyport.core.database.DatabaseUnavailableException;
import org.sallyport.core.telemetry.metrics.Counter;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes rows in order on a virtual thread of its own and keeps at most {@value #CAPACITY} of them while the database is
 * away; the oldest are given up first, and counted.
 */
public final class Backlog<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);
    private static final int CAPACITY = 10_000;
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final String name;
    private final Consumer<T> writer;
    private final Counter lost;
    private final Deque<T> rows = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private boolean writing;
    private boolean closed;

    /**
     * Starts the writing.
     *
     * @param name of the rows, for metrics and log
     * @param writer writes one row; called by one thread
     */
    public Backlog(String name, Consumer<T> writer, Metrics metrics) {
        this.name = name;
        this.writer = writer;
        this.lost = metrics.counter(
                "sallyport_backlog_lost_total", "Rows given up while the database was away.", "rows", name);
        metrics.gauge("sallyport_backlog_rows", "Rows that wait for the database.", this::size, "rows", name);
        this.thread = Thread.ofVirtual().name("backlog-" + name).start(this::run);
    }

    /** Hands a row over; never blocks on the database. */
    public void add(T row) {
        lock.lock();
        try {
            if (rows.size() == CAPACITY) {
                rows.removeFirst();
                lost.increment();
            }
            rows.addLast(row);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all rows are written; false when the time is up before. */
    public boolean flush(Duration limit) {
        long left = limit.toNanos();
        lock.lock();
        try {
            while ((writing || !rows.isEmpty()) && left > 0) {
                left = changed.awaitNanos(left);
            }
            return !writing && rows.isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private int size() {
        lock.lock();
        try {
            return rows.size();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        for (T row = next(); row != null; row = next()) {
            boolean done = write(row);
            lock.lock();
            try {
                writing = false;
                if (!done && rows.size() < CAPACITY) {
                    rows.addFirst(row);
                    changed.awaitNanos(RETRY.toNanos());
                }
                changed.signalAll();
            } catch (InterruptedException e) {
                return;
            } finally {
                lock.unlock();
            }
        }
    }

    private @Nullable T next() {
        lock.lock();
        try {
            while (rows.isEmpty() && !closed) {
                changed.await();
            }
            writing = !rows.isEmpty();
            return rows.pollFirst();
        } catch (InterruptedException e) {
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** False when it is worth trying again. */
    private boolean write(T row) {
        try {
            writer.accept(row);
            return true;
        } catch (DatabaseUnavailableException e) {
            return false;
        } catch (DatabaseException e) {
            LOG.error("A row of {} is refused by the database and given up: {}", name, row, e);
            lost.increment();
            return true;
        }
    }

    /** Writes what it can in {@code 2 s}, then stops. */
    @Override
    public void close() {
        if (!flush(LAST_WORDS)) {
            LOG.warn("{} rows of {} were not written before the end", size(), name);
        }
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
    }
}
