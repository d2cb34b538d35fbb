package org.sallyport.core.settings.revisions;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.time.Deadline;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.database.Database;
import org.sallyport.core.database.DatabaseException;
import org.sallyport.core.database.DatabaseNotifications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rolls a revision back that nobody confirmed in time. The deadline stands in the database, so it also holds when the
 * process or the server was away as it passed. One process of the system runs it; two would do no harm. Thread-safe.
 */
public final class ConfirmationWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfirmationWatch.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final SettingsRevisions revisions;
    private final Deadlines deadlines;
    private final Clock clock;
    private final DatabaseNotifications notifications;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Deadline next;
    private boolean closed;

    private ConfirmationWatch(Database database, SettingsRevisions revisions, Deadlines deadlines, Clock clock) {
        this.revisions = revisions;
        this.deadlines = deadlines;
        this.clock = clock;
        this.notifications = DatabaseNotifications.listen(
                database, List.of(StoredRevisions.CHANNEL), new DatabaseNotifications.Listener() {
                    @Override
                    public void connected() {
                        look();
                    }

                    @Override
                    public void notified(String channel, String payload) {
                        look();
                    }

                    @Override
                    public void disconnected(String reason) {
                        // the deadline stands in the database and is read again on reconnection
                    }
                });
    }

    /** Starts to watch; the server need not be up yet. */
    public static ConfirmationWatch start(
            Database database, SettingsRevisions revisions, Deadlines deadlines, Clock clock) {
        return new ConfirmationWatch(database, revisions, deadlines, clock);
    }

    @Override
    public void close() {
        notifications.close();
        lock.lock();
        try {
            closed = true;
            schedule(Optional.empty());
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        lock.lock();
        try {
            revisions
                    .rollBackUnconfirmed()
                    .ifPresent(
                            back -> LOG.warn("settings rolled back by revision {}: {}", back.number(), back.comment()));
            schedule(revisions.pending().map(pending -> {
                Duration left = Duration.between(clock.instant(), SettingsRevisions.deadline(pending));
                return left.isNegative() ? Duration.ZERO : left;
            }));
        } catch (DatabaseException e) {
            LOG.warn("cannot see whether settings wait for confirmation: {}", e.getMessage());
            schedule(Optional.of(RETRY));
        } finally {
            lock.unlock();
        }
    }

    private void schedule(Optional<Duration> delay) {
        if (next != null) {
            next.cancel();
        }
        next = closed
                ? null
                : delay.map(left -> deadlines.after("settings-confirmation", left, this::look))
                        .orElse(null);
    }
}
