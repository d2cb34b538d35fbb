package org.sallyport.core.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL database: a small pool of connections and the schema that we keep in it. It is made while the server is
 * away as well as when it is there; the schema is brought up to date with the first connection that succeeds, before any
 * statement runs. Thread-safe; every call blocks its thread, by at most {@value #CONNECT_MILLIS} ms to get a connection.
 */
public final class Database implements Queries, AutoCloseable {
    private static final int POOL_SIZE = 8;
    private static final int CONNECT_MILLIS = 3000;
    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofMinutes(2);

    private final DatabaseAddress address;
    private final HikariDataSource pool;
    private final Migrations migrations;

    /**
     * A database whose server need not be up yet.
     *
     * @param changelogs Liquibase changelogs on the class path, such as {@code db/settings.sql}, in the order to run
     */
    public Database(DatabaseAddress address, List<String> changelogs) {
        this.address = address;
        this.pool = pool(address);
        this.migrations = new Migrations(this, changelogs);
    }

    @Override
    public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... arguments) {
        try (Connection connection = connection()) {
            return new ConnectionQueries(connection).query(sql, mapper, arguments);
        } catch (SQLException e) {
            throw DatabaseUnavailableException.of("no connection to " + address, e);
        }
    }

    @Override
    public int update(String sql, @Nullable Object... arguments) {
        try (Connection connection = connection()) {
            return new ConnectionQueries(connection).update(sql, arguments);
        } catch (SQLException e) {
            throw DatabaseUnavailableException.of("no connection to " + address, e);
        }
    }

    /** Runs statements as one: all of them hold when the work returns, none when it throws. Read committed. */
    public <T extends @Nullable Object> T transaction(Function<Queries, T> work) {
        try (Connection connection = connection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.apply(new ConnectionQueries(connection));
                connection.commit();
                return result;
            } catch (RuntimeException | Error e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw DatabaseUnavailableException.of("transaction failed", e);
        }
    }

    /** Whether the server answers now and its schema is ours; blocks until it is known. */
    public boolean available() {
        try (Connection connection = connection()) {
            return connection.isValid(CONNECT_MILLIS / 1000);
        } catch (SQLException | DatabaseException e) {
            return false;
        }
    }

    /**
     * Brings the schema up to date now rather than with the first statement, so that a defect in it is seen at start.
     *
     * @throws DatabaseUnavailableException when the server is away; the schema then follows when it is back
     * @throws DatabaseException when a changelog cannot be applied
     */
    public void migrate() {
        migrations.ensure();
    }

    @Override
    public void close() {
        pool.close();
    }

    /** A connection outside the pool, without statement limit, for who keeps it; the caller closes it. */
    Connection dedicatedConnection() throws SQLException {
        Properties properties = connectionProperties();
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        properties.setProperty("socketTimeout", "0");
        return DriverManager.getConnection(address.jdbcUrl(), properties);
    }

    private Connection connection() throws SQLException {
        migrations.ensure();
        return pool.getConnection();
    }

    private static void rollBack(Connection connection, Throwable because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    private static HikariDataSource pool(DatabaseAddress address) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("database");
        config.setJdbcUrl(address.jdbcUrl());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE.toMillis());
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.setDataSourceProperties(connectionProperties());
        return new HikariDataSource(config);
    }

    private static Properties connectionProperties() {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "sallyport");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty(
                "connectTimeout",
                Long.toString(Duration.ofMillis(CONNECT_MILLIS).toSeconds()));
        properties.setProperty("socketTimeout", Long.toString(STATEMENT_LIMIT.toSeconds()));
        return properties;
    }
}
