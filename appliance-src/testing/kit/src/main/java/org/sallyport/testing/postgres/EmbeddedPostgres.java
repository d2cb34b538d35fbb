package org.sallyport.testing.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL 18 server on a loopback port of its own, reached by password only.
 *
 * <p>It never runs as root: started by root it runs as {@code postgres}, or {@code nobody} where that account is missing,
 * and its processes were seen ({@code /proc/<pid>/status}) with that user in all four user ids, no supplementary group,
 * empty inheritable, permitted, effective and ambient capability sets and {@code NoNewPrivs: 1}; {@code
 * EmbeddedPostgresTest} looks again on each machine. It ends with this JVM, also when that is killed.
 *
 * <p>Thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration START_POLL = Duration.ofMillis(25);
    private static final String DATABASE = "sallyport";

    private final Cluster cluster;
    private final FileChannel lockFile;
    private final boolean durable;
    private final int port;
    private final String password;
    private final AtomicInteger databases = new AtomicInteger();
    private Postmaster postmaster;

    private EmbeddedPostgres(Path directory, boolean durable) throws IOException {
        this.durable = durable;
        Files.createDirectories(directory);
        this.lockFile = lock(directory);
        try {
            this.cluster = Cluster.open(directory, durable);
            this.password = Files.readString(cluster.passwordFile());
            this.port = freePort();
            this.postmaster = startAndAwait();
            ensureDatabase(DATABASE);
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    /**
     * Starts a server whose data stays in a directory and is found there again by the next start, whatever ended the last.
     *
     * @throws IOException with the server's own words when it does not start
     */
    public static EmbeddedPostgres start(Path dataDirectory) throws IOException {
        return new EmbeddedPostgres(dataDirectory, true);
    }

    /** Starts a server whose data goes when it is closed. */
    public static EmbeddedPostgres temporary() throws IOException {
        return new EmbeddedPostgres(Files.createTempDirectory("sallyport-postgres-"), false);
    }

    /** The server that all tests of this JVM share; started at the first call, gone when the JVM ends. */
    public static EmbeddedPostgres shared() {
        return Shared.SERVER;
    }

    /** URL of the database {@code sallyport}, without user and password. */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    public String user() {
        return Cluster.SUPERUSER;
    }

    public String password() {
        return password;
    }

    /** File that holds the password and nothing else, readable by whoever runs this JVM. */
    public Path passwordFile() {
        return cluster.passwordFile();
    }

    /** Access to the database {@code sallyport}. */
    public DatabaseAccess access() {
        return access(DATABASE);
    }

    /** Makes an empty database, for one test class. */
    public DatabaseAccess createDatabase() {
        String name = "test_" + databases.incrementAndGet();
        try {
            ensureDatabase(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return access(name);
    }

    /** Process id of the server. */
    public synchronized long pid() {
        return postmaster.pid();
    }

    /** Stops the server in order: clients are cut off. {@link #restart} brings it back at the same port. */
    public synchronized void stop() throws IOException {
        postmaster.stop();
    }

    /** Ends the server as a power cut would. */
    public synchronized void kill() throws IOException {
        postmaster.kill();
    }

    /** Starts the stopped or killed server again, with its data and at its port. */
    public synchronized void restart() throws IOException {
        postmaster.stop();
        postmaster = startAndAwait();
    }

    /** Stops the server; a temporary one's data goes. */
    @Override
    public synchronized void close() throws IOException {
        postmaster.stop();
        lockFile.close();
        cluster.forget();
        if (!durable) {
            PostgresBinaries.deleteTree(cluster.directory());
        }
    }

    /** Tries again while children of a killed predecessor still hold its shared memory; they notice and end. */
    private Postmaster startAndAwait() throws IOException {
        long giveUp = System.nanoTime() + START_LIMIT.toNanos();
        Postmaster started = Postmaster.start(cluster, port, durable);
        while (!accepts()) {
            boolean ended = !started.isRunning();
            if (System.nanoTime() > giveUp || (ended && !logSays("is still in use"))) {
                started.stop();
                throw new IOException("PostgreSQL did not start:\n" + Files.readString(cluster.log()));
            }
            pause();
            if (ended) {
                started = Postmaster.start(cluster, port, durable);
            }
        }
        return started;
    }

    private boolean logSays(String words) throws IOException {
        return Files.readString(cluster.log()).contains(words);
    }

    private boolean accepts() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(START_POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL starts", e);
        }
    }

    private void ensureDatabase(String name) throws IOException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
            if (!found.next()) {
                statement.execute("create database " + name);
            }
        } catch (SQLException e) {
            throw new IOException("cannot make database " + name, e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), user(), password);
    }

    private DatabaseAccess access(String database) {
        return new DatabaseAccess(jdbcUrl(database), user(), password);
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new IOException("PostgreSQL of " + directory
                    + " is run already; stop the process that runs it or choose another state directory");
        }
        return channel;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static final class Shared {
        private static final EmbeddedPostgres SERVER = startForJvm();

        private static EmbeddedPostgres startForJvm() {
            try {
                EmbeddedPostgres server = temporary();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> closeQuietly(server), "postgres-close"));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void closeQuietly(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                System.err.println("PostgreSQL of the tests was not closed: " + e.getMessage());
            }
        }
    }
}
