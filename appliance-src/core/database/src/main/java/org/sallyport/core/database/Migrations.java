package org.sallyport.core.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.LockServiceFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schema up to date by Liquibase, once a process. Processes that start together take turns by an advisory lock,
 * which PostgreSQL gives back when its holder dies; Liquibase's own lock row would stay, so it is freed under ours.
 *
 * <p>A changelog whose very bytes were applied before is known by its digest and skipped: Liquibase costs most of a second,
 * and asks DNS for the names of this machine's addresses.
 */
final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    /** Any number that is ours alone in the database. */
    private static final long LOCK = 0x5a11_7907L;

    private final Database database;
    private final List<String> changelogs;
    private final ReentrantLock running = new ReentrantLock();
    private volatile boolean done;

    Migrations(Database database, List<String> changelogs) {
        this.database = database;
        this.changelogs = List.copyOf(changelogs);
        this.done = changelogs.isEmpty();
    }

    void ensure() {
        if (done) {
            return;
        }
        running.lock();
        try {
            if (!done) {
                run();
                done = true;
            }
        } finally {
            running.unlock();
        }
    }

    private void run() {
        try (Connection turn = database.dedicatedConnection();
                Connection connection = database.dedicatedConnection()) {
            try (PreparedStatement lock = turn.prepareStatement("select pg_advisory_lock(?)")) {
                lock.setLong(1, LOCK);
                lock.execute();
            }
            List<String> pending = AppliedChangelogs.in(connection).missing(changelogs);
            if (!pending.isEmpty()) {
                update(connection, pending);
                AppliedChangelogs.in(connection).add(pending);
                LOG.info("database schema brought up to date by {}", pending);
            }
        } catch (SQLException e) {
            throw DatabaseUnavailableException.of("cannot bring the schema up to date", e);
        }
    }

    private static void update(Connection connection, List<String> pending) {
        Map<String, Object> quiet = Map.of(
                Scope.Attr.logService.name(),
                new LiquibaseLog(),
                Scope.Attr.ui.name(),
                new LoggerUIService(),
                "liquibase.analytics.enabled",
                false);
        try {
            Scope.child(quiet, () -> {
                liquibase.database.Database target =
                        DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
                LockServiceFactory.getInstance().getLockService(target).forceReleaseLock();
                for (String changelog : pending) {
                    Liquibase liquibase = new Liquibase(changelog, new ClassLoaderResourceAccessor(), target);
                    liquibase.setShowSummary(UpdateSummaryEnum.OFF);
                    liquibase.update(new Contexts(), new LabelExpression());
                }
                connection.setAutoCommit(true);
            });
        } catch (LiquibaseException e) {
            throw failure(e);
        } catch (Exception e) {
            throw new IllegalStateException("cannot bring the schema up to date", e);
        }
    }

    private static DatabaseException failure(LiquibaseException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return DatabaseUnavailableException.of("cannot bring the schema up to date", sql);
            }
        }
        return new DatabaseException("cannot bring the schema up to date: " + failure.getMessage(), "", failure);
    }
}
