package org.sallyport.core.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on channels of PostgreSQL (LISTEN) over a connection of its own, made again whenever it breaks. What is notified
 * while it is broken is lost, so a listener reads everything again in {@link Listener#connected}.
 */
public final class DatabaseNotifications implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseNotifications.class);
    /** Silence after which the connection is tried with a statement. */
    private static final Duration PROBE = Duration.ofSeconds(10);

    private static final Duration SHORTEST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);

    private final Database database;
    private final List<String> channels;
    private final Listener listener;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * What happens on the channels. Called on one virtual thread, one call after the other; may block. One that throws is
     * taken for an outage: the connection is made again, and with it {@link #connected} is called.
     */
    public interface Listener {
        /** Notifications arrive from now on; anything may have happened before. */
        void connected();

        /** Somebody notified a channel. */
        void notified(String channel, String payload);

        /** The server is away, or was at the start; called once an outage. */
        void disconnected(String reason);
    }

    private DatabaseNotifications(Database database, List<String> channels, Listener listener) {
        this.database = database;
        this.channels = List.copyOf(channels);
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("database-notifications").unstarted(this::run);
    }

    /**
     * Starts to listen; the server need not be up yet.
     *
     * @param channels identifiers of lower-case letters and underscores
     */
    public static DatabaseNotifications listen(Database database, List<String> channels, Listener listener) {
        DatabaseNotifications notifications = new DatabaseNotifications(database, channels, listener);
        notifications.thread.start();
        return notifications;
    }

    /** Ends the listening and waits until the listener is no longer called. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(LONGEST_RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration retry = SHORTEST_RETRY;
        boolean away = false;
        while (!closed) {
            try {
                database.migrate();
                try (Connection connection = database.dedicatedConnection()) {
                    subscribe(connection);
                    listener.connected();
                    away = false;
                    retry = SHORTEST_RETRY;
                    forward(connection);
                }
            } catch (SQLException | RuntimeException e) {
                if (!away && !closed) {
                    away = true;
                    LOG.warn("notifications of the database interrupted: {}", e.getMessage());
                    listener.disconnected(String.valueOf(e.getMessage()));
                }
            }
            retry = pause(retry);
        }
    }

    private void subscribe(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String channel : channels) {
                statement.execute("listen " + channel);
            }
        }
    }

    private void forward(Connection connection) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        while (!closed) {
            PGNotification[] arrived = postgres.getNotifications((int) PROBE.toMillis());
            if (arrived == null || arrived.length == 0) {
                probe(connection);
                continue;
            }
            for (PGNotification notification : arrived) {
                listener.notified(notification.getName(), notification.getParameter());
            }
        }
    }

    private static void probe(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout((int) PROBE.toSeconds());
            statement.execute("select 1");
        }
    }

    private Duration pause(Duration retry) {
        if (closed) {
            return retry;
        }
        try {
            Thread.sleep(retry);
        } catch (InterruptedException e) {
            return retry;
        }
        Duration doubled = retry.multipliedBy(2);
        return doubled.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : doubled;
    }
}
