package org.sallyport.apps.manager;

import java.time.Duration;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.database.DatabaseUnavailableException;
import org.sallyport.management.api.ManagementApi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that there is an administrator: at the start, or as soon as the database is there. */
final class AdministratorAtStart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdministratorAtStart.class);
    private static final Duration RETRY = Duration.ofSeconds(3);

    private final ManagementApi api;
    private final Deadlines deadlines;
    private volatile boolean closed;

    AdministratorAtStart(ManagementApi api, Deadlines deadlines) {
        this.api = api;
        this.deadlines = deadlines;
        ensure();
    }

    private void ensure() {
        if (closed) {
            return;
        }
        try {
            api.ensureAdministrator();
        } catch (DatabaseUnavailableException e) {
            LOG.warn("nobody can log in before the database is there: {}", e.getMessage());
            deadlines.after("first-administrator", RETRY, this::ensure);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
