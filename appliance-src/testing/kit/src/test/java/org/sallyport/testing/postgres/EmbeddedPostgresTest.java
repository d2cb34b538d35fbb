package org.sallyport.testing.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    @Test
    void serverProcessesHoldNoPrivilege() throws IOException {
        List<String> status = Files.readAllLines(
                Path.of("/proc", Long.toString(EmbeddedPostgres.shared().pid()), "status"));
        assertThat(status)
                .noneMatch(line -> line.matches("(Uid|Gid):.*\\b0\\b.*"))
                .contains("CapInh:\t0000000000000000", "CapPrm:\t0000000000000000", "CapEff:\t0000000000000000")
                .contains("CapAmb:\t0000000000000000", "NoNewPrivs:\t1");
        if (ROOT) {
            assertThat(status).anyMatch(line -> line.matches("Groups:\\s*"));
        }
    }

    @Test
    void refusesConnectionsWithoutThePassword() {
        DatabaseAccess access = EmbeddedPostgres.shared().access();
        assertThatThrownBy(() -> DriverManager.getConnection(access.jdbcUrl(), access.user(), "guess"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password");
    }

    @Test
    void givesEachTestClassAnEmptyDatabase() throws SQLException {
        DatabaseAccess one = EmbeddedPostgres.shared().createDatabase();
        DatabaseAccess other = EmbeddedPostgres.shared().createDatabase();
        execute(one, "create table mine (id int)");
        execute(other, "create table mine (id int)");
        assertThat(one.jdbcUrl()).isNotEqualTo(other.jdbcUrl());
    }

    @Test
    void keepsItsDataOverStopAndPowerCut(@TempDir Path directory) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            execute(postgres.access(), "create table kept as select 7 as value");
            postgres.kill();
            postgres.restart();
            assertThat(value(postgres.access())).isEqualTo(7);
        }
        try (EmbeddedPostgres again = EmbeddedPostgres.start(directory)) {
            assertThat(value(again.access())).isEqualTo(7);
        }
    }

    @Test
    void endsWithAKilledStarterAndStartsAgain(@TempDir Path directory) throws Exception {
        Process starter = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartedElsewhere.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ProcessHandle server;
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(starter.getInputStream(), StandardCharsets.UTF_8))) {
            server = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
        } finally {
            starter.destroyForcibly();
        }
        server.onExit().get(30, TimeUnit.SECONDS);
        try (EmbeddedPostgres again = EmbeddedPostgres.start(directory)) {
            assertThat(value(again.access())).isEqualTo(7);
        }
    }

    @Test
    void removesAPidFileWhoseNumberPassedToAnotherProgram(@TempDir Path directory) throws Exception {
        EmbeddedPostgres.start(directory).close();
        Files.writeString(
                directory.resolve("pgdata/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + directory.resolve("pgdata") + "\n");
        try (EmbeddedPostgres again = EmbeddedPostgres.start(directory)) {
            assertThat(again.pid()).isPositive();
        }
    }

    @Test
    void refusesADirectoryThatIsInUse(@TempDir Path directory) throws Exception {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(directory)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is run already");
            assertThat(first.pid()).isPositive();
        }
    }

    @Test
    void servesADirectoryThatOnlyRootCanReach(@TempDir Path directory) throws Exception {
        assumeTrue(ROOT, "only root starts the server as another account");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        Path hidden = directory.resolve("state");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(hidden)) {
            execute(postgres.access(), "create table kept as select 7 as value");
        }
        try (EmbeddedPostgres again = EmbeddedPostgres.start(hidden)) {
            assertThat(value(again.access())).isEqualTo(7);
        }
    }

    static void execute(DatabaseAccess access, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int value(DatabaseAccess access) throws SQLException {
        try (Connection connection = DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select value from kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
