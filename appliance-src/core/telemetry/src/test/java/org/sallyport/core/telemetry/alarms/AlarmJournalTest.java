package org.sallyport.core.telemetry.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.database.Database;
import org.sallyport.core.database.DatabaseAddress;
import org.sallyport.core.telemetry.alarms.Alarm.Severity;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.testing.postgres.DatabaseAccess;
import org.sallyport.testing.postgres.EmbeddedPostgres;

final class AlarmJournalTest {
    private final Alarms alarms = new Alarms("director", Clock.systemUTC());
    private Database database;
    private AlarmHistory history;

    @BeforeEach
    void open() {
        DatabaseAccess access = EmbeddedPostgres.shared().createDatabase();
        database = new Database(
                new DatabaseAddress(access.jdbcUrl(), access.user(), access.password()), List.of("db/telemetry.sql"));
        history = new AlarmHistory(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private AlarmJournal journal() {
        return new AlarmJournal("director", alarms, database, Clock.systemUTC(), new Metrics());
    }

    private List<Alarm> all() {
        return history.before(Long.MAX_VALUE, 10, null, null, null).stream()
                .map(AlarmHistory.Entry::alarm)
                .toList();
    }

    @Test
    void keepsOneRowForAlarmRaisedAndCleared() {
        alarms.raise("early", Severity.WARNING, "text", "remedy");
        try (AlarmJournal journal = journal()) {
            alarms.raise("late", Severity.CRITICAL, "text", "remedy");
            alarms.clear("late");
            assertThat(journal.flush(Duration.ofSeconds(30))).isTrue();
        }
        assertThat(all()).extracting(Alarm::key).containsExactlyInAnyOrder("late", "early");
        assertThat(all().stream().filter(alarm -> alarm.clearedAt() != null))
                .extracting(Alarm::key)
                .containsExactly("late");
    }

    @Test
    void clearsWhatEarlierLifeOfTheProcessLeft() {
        alarms.raise("old", Severity.WARNING, "text", "remedy");
        journal().close();
        assertThat(all().getFirst().clearedAt()).isNull();
        Alarms reborn = new Alarms("director", Clock.systemUTC());
        new AlarmJournal("director", reborn, database, Clock.systemUTC(), new Metrics()).close();
        assertThat(all().getFirst().clearedAt()).isNotNull();
    }

    @Test
    void filtersBySeverity() {
        try (AlarmJournal journal = journal()) {
            alarms.raise("a", Severity.WARNING, "text", "remedy");
            alarms.raise("b", Severity.CRITICAL, "text", "remedy");
            assertThat(journal.flush(Duration.ofSeconds(30))).isTrue();
        }
        assertThat(history.before(Long.MAX_VALUE, 10, null, null, Severity.CRITICAL))
                .extracting(entry -> entry.alarm().key())
                .containsExactly("b");
    }
}
