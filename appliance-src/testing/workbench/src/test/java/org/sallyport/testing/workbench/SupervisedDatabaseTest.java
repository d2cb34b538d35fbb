package org.sallyport.testing.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.testing.postgres.EmbeddedPostgres;
import org.sallyport.testing.time.Eventually;

class SupervisedDatabaseTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream output = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @TempDir
    Path state;

    private static boolean answers(EmbeddedPostgres database) {
        try (Connection connection =
                DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    @Test
    void bringsAKilledServerBackAtItsPort() throws Exception {
        long last;
        EmbeddedPostgres database = EmbeddedPostgres.start(state.resolve("postgresql"));
        try (SupervisedDatabase supervised = new SupervisedDatabase(database, output, Duration.ofMillis(1))) {
            long first = database.pid();
            ProcessHandle.of(first).orElseThrow().destroyForcibly();
            Eventually.until(
                    Duration.ofSeconds(60),
                    () -> "the server is back: " + printed,
                    () -> database.pid() != first && answers(database));
            last = database.pid();
            assertThat(supervised).isNotNull();
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("PostgreSQL ended", "PostgreSQL is back");
        assertThat(ProcessHandle.of(last).filter(ProcessHandle::isAlive)).isEmpty();
    }
}
