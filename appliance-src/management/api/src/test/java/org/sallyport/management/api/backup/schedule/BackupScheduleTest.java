package org.sallyport.management.api.backup.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.backup.BackupPassphrase;
import org.sallyport.core.settings.model.BackupPlan;
import org.sallyport.core.settings.model.BackupPlan.BackupTarget;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.telemetry.alarms.Alarm;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.management.api.backup.BackupStore;
import org.sallyport.management.api.backup.OwnBackups;
import org.sallyport.management.api.backup.OwnBackups.Kind;
import org.sallyport.management.api.http.ProblemException;
import org.sallyport.testing.time.MovableClock;

class BackupScheduleTest {
    private static final BackupTarget TARGET =
            new BackupTarget(URI.create("https://backup@nas.example.com/"), new Secret("secret"), "", List.of());

    @TempDir
    private Path directory;

    private final MovableClock clock = new MovableClock();
    private final Deadlines deadlines = new Deadlines(new LiveObjects());
    private final Alarms alarms = new Alarms("manager", clock);
    private final List<String> sent = new ArrayList<>();
    private long nanos;
    private @Nullable IOException fault;
    private @Nullable IOException targetFault;
    private Optional<BackupPlan> plan = Optional.of(plan(3, Optional.empty()));
    private OwnBackups backups;
    private BackupSchedule schedule;

    @BeforeEach
    void open() throws IOException {
        backups = new OwnBackups(
                new OwnBackups.Writer() {
                    @Override
                    public String hostName() {
                        return "gate";
                    }

                    @Override
                    public void write(Path file, BackupPassphrase passphrase, boolean withCalls) throws IOException {
                        if (fault != null) {
                            throw fault;
                        }
                        Files.writeString(file, "backup");
                        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
                    }
                },
                new BackupStore(directory.resolve("backups")),
                clock);
        restart();
    }

    private void restart() throws IOException {
        if (schedule != null) {
            schedule.close();
        }
        schedule = new BackupSchedule(
                new BackupSchedule.Surroundings(backups, () -> plan, () -> ZoneOffset.UTC, alarms, clock, deadlines),
                directory.resolve("plan.json"),
                _ -> this::take,
                () -> nanos);
    }

    @AfterEach
    void close() {
        schedule.close();
        deadlines.close();
    }

    private void take(Path file, String prefix, int keep) throws IOException {
        if (targetFault != null) {
            throw targetFault;
        }
        sent.add(file.getFileName() + " " + prefix + " " + keep);
    }

    private static BackupPlan plan(int keep, Optional<BackupTarget> target) {
        return new BackupPlan(
                Duration.ofDays(1), Optional.empty(), new Secret("four words in a row"), false, keep, target);
    }

    private List<String> names() throws IOException {
        return backups.all(Kind.PLANNED).stream().map(BackupStore.Stored::name).toList();
    }

    private List<String> alarmKeys() {
        return alarms.active().stream().map(Alarm::key).toList();
    }

    private void after(Duration time) {
        clock.advance(time);
        nanos += time.toNanos();
        schedule.look();
    }

    @Test
    void makesOneAtOnceAndTheNextWhenItIsDue() throws IOException {
        schedule.look();
        schedule.look();
        after(Duration.ofHours(23));
        assertThat(names()).hasSize(1);
        after(Duration.ofHours(1));
        assertThat(names()).hasSize(2).allMatch(name -> name.startsWith("auto-gate-"));
        assertThat(schedule.status().next()).isEqualTo(clock.instant().plus(Duration.ofDays(1)));
    }

    @Test
    void makesThemAtTheirTimeOfDay() throws IOException {
        plan = Optional.of(new BackupPlan(
                Duration.ofDays(1),
                Optional.of(LocalTime.of(2, 30)),
                new Secret("four words in a row"),
                false,
                3,
                Optional.empty()));
        schedule.look();
        assertThat(schedule.status().next()).isEqualTo("2026-03-02T02:30:00Z");
        after(Duration.ofHours(14));
        assertThat(names()).hasSize(1);
        after(Duration.ofMinutes(30));
        assertThat(names()).hasSize(2);
    }

    @Test
    void keepsTheNewestOfItsOwnAndAllOthers() throws IOException {
        Files.writeString(directory.resolve("backups").resolve("mine.backup"), "by hand");
        backups.make(Kind.BEFORE_UPGRADE, 1, plan.orElseThrow());
        for (int day = 0; day < 5; day++) {
            after(Duration.ofDays(1));
        }
        assertThat(names()).hasSize(3).first().asString().contains("20260306T120000Z");
        assertThat(backups.all(Kind.BEFORE_UPGRADE)).hasSize(1);
        assertThat(directory.resolve("backups").resolve("mine.backup")).exists();
    }

    @Test
    void raisesAnAlarmWhenOneFailsAndTriesAgainLaterAndLater() throws IOException {
        fault = new IOException("no space left");
        schedule.look();
        assertThat(alarmKeys()).containsExactly(BackupSchedule.FAILED);
        assertThat(alarms.active().getFirst().text()).contains("no space left");
        assertThat(alarms.active().getFirst().remedy()).contains("space on the disk", "tried again by itself");
        List<Integer> waits = new ArrayList<>();
        int failed = 1;
        for (int minute = 1; minute <= 400; minute++) {
            after(Duration.ofMinutes(1));
            Attempts.Failure failure = schedule.status().notMade();
            if (failure != null && failure.attempts() > failed) {
                failed = failure.attempts();
                waits.add(minute);
            }
        }
        assertThat(waits).containsExactly(1, 3, 7, 15, 31, 63, 123, 183, 243, 303, 363);
        fault = null;
        after(Duration.ofHours(1));
        assertThat(names()).hasSize(1);
        assertThat(alarmKeys()).isEmpty();
        assertThat(schedule.status().notMade()).isNull();
    }

    @Test
    void sendsEachToItsTargetUntilItIsThere() throws IOException {
        plan = Optional.of(plan(3, Optional.of(TARGET)));
        targetFault = new TargetException("connection refused", "See that it runs.");
        schedule.look();
        assertThat(alarmKeys()).containsExactly(BackupSchedule.NOT_SENT);
        assertThat(alarms.active().getFirst().remedy()).startsWith("See that it runs.");
        targetFault = null;
        after(Duration.ofMinutes(1));
        assertThat(sent).containsExactly(names().getFirst() + " auto- 3");
        assertThat(alarmKeys()).isEmpty();
        after(Duration.ofHours(1));
        assertThat(sent).hasSize(1);
    }

    @Test
    void anotherStartNeitherMakesOneTwiceNorLeavesOneUnsent() throws IOException {
        plan = Optional.of(plan(3, Optional.of(TARGET)));
        targetFault = new IOException("connection refused");
        schedule.look();
        targetFault = null;
        restart();
        schedule.look();
        assertThat(names()).hasSize(1);
        assertThat(sent).hasSize(1);
        restart();
        schedule.look();
        assertThat(names()).hasSize(1);
        assertThat(sent).hasSize(1);
    }

    @Test
    void knowsOfOneThatCouldNotBeWrittenDown() throws IOException {
        plan = Optional.of(plan(3, Optional.of(TARGET)));
        backups.make(Kind.PLANNED, 3, plan.orElseThrow());
        clock.advance(Duration.ofMinutes(5));
        restart();
        schedule.look();
        assertThat(names()).hasSize(1);
        assertThat(sent).hasSize(1);
    }

    @Test
    void beginsAnewWhenItsRecordIsDamaged() throws IOException {
        schedule.look();
        Files.writeString(directory.resolve("plan.json"), "{\"made\": ");
        restart();
        schedule.look();
        assertThat(names()).hasSize(1);
    }

    @Test
    void aClockThatStartsWrongAndIsSetRightMakesNoneTwice() throws IOException {
        schedule.look();
        Duration years = Duration.ofDays(9000);
        clock.advance(years.negated());
        restart();
        schedule.look();
        after(Duration.ofMinutes(5));
        clock.advance(years);
        schedule.look();
        assertThat(names()).hasSize(1);
    }

    @Test
    void aClockThatIsSetBackLosesNone() throws IOException {
        plan = Optional.of(plan(1, Optional.of(TARGET)));
        clock.advance(Duration.ofDays(9000));
        schedule.look();
        String ofTheFuture = names().getFirst();
        clock.advance(Duration.ofDays(9000).negated());
        schedule.look();
        after(Duration.ofHours(23));
        assertThat(names()).containsExactly(ofTheFuture);
        after(Duration.ofHours(1));
        assertThat(names())
                .as("the new one stays, though the other looks newer")
                .hasSize(1)
                .doesNotContain(ofTheFuture);
        assertThat(sent).hasSize(2);
        after(Duration.ofHours(24));
        assertThat(sent).hasSize(3);
    }

    @Test
    void aClockThatIsSetBackDoesNotPutOffAnotherAttempt() throws IOException {
        fault = new IOException("no space left");
        schedule.look();
        fault = null;
        clock.advance(Duration.ofDays(300).negated());
        nanos += Duration.ofMinutes(1).toNanos();
        schedule.look();
        assertThat(names()).hasSize(1);
    }

    @Test
    void makesOneWhenAskedTo() throws IOException {
        plan = Optional.of(plan(3, Optional.of(TARGET)));
        schedule.look();
        clock.advance(Duration.ofHours(1));
        String name = schedule.run();
        assertThat(names()).hasSize(2).contains(name);
        assertThat(sent).hasSize(2);
        assertThat(schedule.status().next()).isEqualTo(clock.instant().plus(Duration.ofDays(1)));
        clock.advance(Duration.ofHours(1));
        targetFault = new TargetException("It is full.", "Make space.");
        assertThatThrownBy(() -> schedule.run())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("It is full. Make space.");
        assertThat(schedule.status().notSent()).isNotNull();
    }

    @Test
    void forgetsOneThatSomebodyDeletedBeforeItWasSent() throws IOException {
        plan = Optional.of(plan(3, Optional.of(TARGET)));
        targetFault = new IOException("connection refused");
        schedule.look();
        Files.delete(backups.file(names().getFirst()));
        after(Duration.ofHours(1));
        assertThat(alarmKeys()).isEmpty();
    }

    @Test
    void makesNoneWithoutAPlan() throws IOException {
        plan = Optional.empty();
        schedule.look();
        assertThat(names()).isEmpty();
        assertThat(schedule.status().next()).isNull();
        assertThatThrownBy(() -> schedule.run()).isInstanceOf(ProblemException.class);
    }

    @Test
    void knowsItsOwnFromThoseOfOtherMachines() throws IOException {
        assertThat(backups.newest()).isEmpty();
        Files.writeString(directory.resolve("backups").resolve("auto-other-20260301T110000Z.backup"), "brought here");
        assertThat(backups.newest()).isEmpty();
        schedule.look();
        assertThat(backups.newest()).hasValue(Instant.parse("2026-03-01T12:00:00Z"));
    }
}
