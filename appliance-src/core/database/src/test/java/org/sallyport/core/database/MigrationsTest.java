package org.sallyport.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.postgres.DatabaseAccess;
import org.sallyport.testing.postgres.EmbeddedPostgres;

class MigrationsTest {
    private static final List<String> CHANGELOGS = List.of("db/one.sql");

    /** A process that migrates and ends. */
    static final class MigratingProcess {
        private MigratingProcess() {}

        public static void main(String[] arguments) {
            try (Database database =
                    new Database(new DatabaseAddress(arguments[0], arguments[1], arguments[2]), CHANGELOGS)) {
                database.migrate();
            }
        }
    }

    @Test
    void processesThatStartAtOnceTakeTurns() throws Exception {
        DatabaseAccess access = EmbeddedPostgres.shared().createDatabase();
        List<Process> processes =
                Stream.of(1, 2, 3).map(_ -> migrateElsewhere(access)).toList();
        for (Process process : processes) {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
        try (Database database = new Database(DatabaseTest.address(access), CHANGELOGS)) {
            assertThat(database.query("select count(*) as runs from databasechangelog", row -> row.integer("runs")))
                    .containsExactly(1);
        }
    }

    private static Process migrateElsewhere(DatabaseAccess access) {
        try {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            MigratingProcess.class.getName(),
                            access.jdbcUrl(),
                            access.user(),
                            access.password())
                    .inheritIO()
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void passesALockThatAKilledProcessLeft() {
        DatabaseAccess access = EmbeddedPostgres.shared().createDatabase();
        try (Database first = new Database(DatabaseTest.address(access), CHANGELOGS)) {
            first.migrate();
            first.update("update databasechangeloglock set locked = true, lockedby = 'the dead', lockgranted = now()");
        }
        try (Database second = new Database(DatabaseTest.address(access), List.of("db/one.sql", "db/two.sql"))) {
            second.migrate();
            assertThat(second.query("select 1 from second_table", row -> 1)).isEmpty();
        }
    }

    @Test
    void leavesLiquibaseOutWhenEveryChangelogWasApplied() {
        DatabaseAccess access = EmbeddedPostgres.shared().createDatabase();
        try (Database first = new Database(DatabaseTest.address(access), CHANGELOGS)) {
            first.migrate();
            first.update("drop table databasechangelog");
        }
        try (Database second = new Database(DatabaseTest.address(access), CHANGELOGS)) {
            second.migrate();
            assertThat(second.query(
                            "select to_regclass('databasechangelog') is null as absent", row -> row.flag("absent")))
                    .containsExactly(true);
        }
    }

    @Test
    void reportsAChangelogThatCannotBeApplied() {
        try (Database database = new Database(
                DatabaseTest.address(EmbeddedPostgres.shared().createDatabase()), List.of("db/broken.sql"))) {
            assertThatThrownBy(database::migrate)
                    .isInstanceOf(DatabaseException.class)
                    .isNotInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("no_such_type");
        }
    }

    @Test
    void reportsAChangelogThatIsMissing() {
        try (Database database = new Database(
                DatabaseTest.address(EmbeddedPostgres.shared().createDatabase()), List.of("db/absent.sql"))) {
            assertThatThrownBy(database::migrate)
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("db/absent.sql");
        }
    }
}
