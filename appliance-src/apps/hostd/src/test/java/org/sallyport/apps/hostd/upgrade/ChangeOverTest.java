package org.sallyport.apps.hostd.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.apps.hostd.upgrade.SlotNotes.Use;
import org.sallyport.apps.hostd.upgrade.UpgradeRecord.Course;
import org.sallyport.apps.hostd.upgrade.UpgradeRecord.Progress;
import org.sallyport.apps.hostd.upgrade.UpgradeRecord.Subject;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.upgrade.UpgradeAttempt;
import org.sallyport.core.control.upgrade.UpgradeAttempt.Kind;
import org.sallyport.core.control.upgrade.UpgradeAttempt.State;
import org.sallyport.core.control.upgrade.UpgradeStatus;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.slot.Slot;

class ChangeOverTest {
    @TempDir
    private Path root;

    private MachineInFolder machine;
    private Map<String, String> before;

    @BeforeEach
    void makeMachine() throws IOException {
        machine = new MachineInFolder(root);
        before = machine.data();
        machine.files.save(new UpgradeRecord(
                machine.files.nextId(),
                Kind.SYSTEM,
                new Subject("1.0.0", "2.0.0", "/data/x.upg", "somebody", "upgrade-gate.backup"),
                "admin",
                Instant.now(),
                null,
                new Progress(State.WRITTEN, "waits", 2, 2, ""),
                Course.between(Slot.A)));
        machine.files.save(SlotNotes.NOTHING.with(Slot.B, Use.WRITTEN, "2.0.0", Instant.now()));
    }

    private UpgradeRecord last() throws IOException {
        return machine.files.last().orElseThrow();
    }

    /** The verb and then what the unit does that it starts. */
    private void changeOver() throws IOException {
        machine.upgrades.changeOver("000001");
        work("the call server");
    }

    private void work(String... working) throws IOException {
        new ChangingOver(machine.places, machine.files, machine, () -> Set.of(working), MachineInFolder.CLOCK)
                .run(last());
    }

    private void confirm(List<String> faults) throws Exception {
        confirm(_ -> faults);
    }

    private void confirm(Trial.Health health) throws Exception {
        Trial trial = new Trial(health, new QuickStopwatch(), Duration.ofMinutes(10), machine.files, machine);
        new Confirming(machine.places, machine.files, machine, trial, MachineInFolder.CLOCK).run();
    }

    /** What services of a newer release do with the data. */
    private void migrate() throws IOException {
        machine.put("data/postgresql/cluster/base/1", "rows in another form");
        machine.put("data/sallyport/settings/settings.yaml", "of: b");
        machine.put("data/sallyport/host/nic-map.json", "{\"form\": 2}");
    }

    @Test
    void staysWhereItIsWell() throws Exception {
        changeOver();
        assertThat(machine.systemd)
                .contains("systemctl start sallyport-upgrade.service", "systemctl --no-block reboot");
        assertThat(machine.startAnew()).isEqualTo(Slot.B);
        machine.slotStart().run();
        assertThat(last().state()).isEqualTo(State.TRYING);
        assertThat(machine.data()).isEqualTo(before);
        migrate();

        confirm(List.of());

        assertThat(last().shown()).extracting(UpgradeAttempt::state).isEqualTo(State.SUCCEEDED);
        assertThat(machine.startAnew()).isEqualTo(Slot.B);
        assertThat(machine.startAnew()).isEqualTo(Slot.B);
        assertThat(machine.places.marker()).doesNotExist();
        assertThat(machine.upgrades.status().before())
                .extracting(UpgradeStatus.Before::version)
                .containsExactly("1.0.0");
        assertThat(machine.systemd).contains("systemctl stop sallyport-try-limit.timer");
    }

    @Test
    void returnsWithItsDataWhenWhatIsNewIsNotWell() throws Exception {
        changeOver();
        machine.startAnew();
        machine.slotStart().run();
        migrate();

        confirm(List.of("sallyport-manager is activating"));
        assertThat(machine.startAnew()).isEqualTo(Slot.A);
        machine.slotStart().run();

        assertThat(last().state()).isEqualTo(State.RETURNED);
        assertThat(last().progress().detail()).contains("sallyport-manager is activating after 10 minutes");
        assertThat(machine.data()).isEqualTo(before);
        assertThat(machine.upgrades.status().before()).isEmpty();
        assertThat(machine.startAnew()).isEqualTo(Slot.A);
        assertThat(machine.upgrades.history()).hasSize(1);
    }

    @Test
    void endsWhenItCannotChangeOver() throws IOException {
        Files.delete(machine.places.bootEnvironment());

        assertThatThrownBy(this::changeOver).isInstanceOf(IOException.class);

        assertThat(last().state()).isEqualTo(State.FAILED);
        assertThat(machine.places.marker()).doesNotExist();
        assertThat(machine.systemd).noneMatch(command -> command.contains("reboot"));
    }

    @Test
    void returnsWhenWhatIsNewNeverStarts() throws Exception {
        changeOver();
        assertThat(machine.startAnew()).isEqualTo(Slot.B);
        // its kernel panics
        assertThat(machine.startAnew()).isEqualTo(Slot.A);
        machine.slotStart().run();

        assertThat(last().state()).isEqualTo(State.RETURNED);
        assertThat(last().progress().detail()).contains("Slot b did not come as far as its services.");
        assertThat(machine.data()).isEqualTo(before);
        assertThat(machine.places.marker()).doesNotExist();
    }

    @Test
    void returnsByHandToTheDataThatWereLeftAndForthAgain() throws Exception {
        changeOver();
        machine.startAnew();
        machine.slotStart().run();
        migrate();
        confirm(List.of());
        Map<String, String> migrated = machine.data();

        machine.upgrades.changeOver(machine.upgrades.rollBack(null, "admin").id());
        work();
        assertThat(machine.startAnew()).isEqualTo(Slot.A);
        machine.slotStart().run();
        assertThat(machine.data()).isEqualTo(before);
        confirm(List.of());
        assertThat(last().state()).isEqualTo(State.SUCCEEDED);
        assertThat(last().kind()).isEqualTo(Kind.ROLL_BACK);

        machine.upgrades.changeOver(machine.upgrades.rollBack(null, "admin").id());
        work();
        assertThat(machine.startAnew()).isEqualTo(Slot.B);
        machine.slotStart().run();
        assertThat(machine.data()).isEqualTo(migrated);
        confirm(List.of("the director does not answer"));
        assertThat(machine.startAnew()).isEqualTo(Slot.A);
        machine.slotStart().run();
        assertThat(last().state()).isEqualTo(State.RETURNED);
        assertThat(machine.data()).isEqualTo(before);
        assertThat(machine.upgrades.status().before()).hasSize(1);
    }

    @Test
    void asksForWhatWorkedBeforeAlone() throws Exception {
        machine.upgrades.changeOver("000001");
        work();
        assertThat(last().course().worked()).isEmpty();
        machine.startAnew();
        machine.slotStart().run();
        confirm(worked -> worked.isEmpty() ? List.of() : List.of("the call server does not work as it did before"));
        assertThat(last().state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void goesOnWhereAReturnWasInterrupted() throws Exception {
        changeOver();
        machine.startAnew();
        machine.slotStart().run();
        migrate();
        machine.startAnew();
        // The power goes after the database was put back, and the next start makes folders that it misses.
        Path kept = machine.places.upgrades().resolve("data-of-a");
        Path failed = Files.createDirectories(machine.places.upgrades().resolve("data-of-b/sallyport"));
        Files.move(root.resolve("data/postgresql"), failed.resolveSibling("postgresql"));
        Files.move(kept.resolve("postgresql"), root.resolve("data/postgresql"));
        Files.move(root.resolve("data/sallyport/settings"), failed.resolve("settings"));
        Files.createDirectory(root.resolve("data/sallyport/settings"));

        machine.slotStart().run();

        assertThat(machine.data()).isEqualTo(before);
        assertThat(last().state()).isEqualTo(State.RETURNED);
    }

    @Test
    void keepsTheDataBeforeServicesStartOrReturns() throws Exception {
        changeOver();
        machine.startAnew();
        SlotStart start = new SlotStart(
                machine.places,
                machine.files,
                (command, input) -> command.getFirst().equals("cp")
                        ? new ProgramResult(1, "", "No space left on device")
                        : machine.run(command, input),
                MachineInFolder.CLOCK);

        assertThatThrownBy(start::run).hasMessageContaining("No space left");

        assertThat(machine.systemd.getLast()).isEqualTo("systemctl --no-block reboot");
        assertThat(machine.startAnew()).isEqualTo(Slot.A);
        machine.slotStart().run();
        assertThat(last().progress().detail()).contains("No space left on device");
        assertThat(machine.data()).isEqualTo(before);
    }

    @Test
    void refusesASecondOneWithTheReason() throws IOException {
        assertThatThrownBy(
                        () -> machine.upgrades.write(machine.places.packages().resolve("some.upg"), "other", null))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("Upgrade 000001, begun by admin")
                .hasMessageContaining("is under way: WRITTEN");
        assertThatThrownBy(() -> machine.upgrades.rollBack(null, "other")).hasMessageContaining("is under way");
    }

    @Test
    void canBeAbandonedUntilItChangesOver() throws IOException {
        machine.upgrades.abandon("000001");
        assertThat(last().state()).isEqualTo(State.ABANDONED);
        assertThat(machine.files.slots().of(Slot.B)).map(SlotNotes.Note::use).contains(Use.UNUSABLE);
        assertThatThrownBy(() -> machine.upgrades.changeOver("000001")).hasMessageContaining("ABANDONED");
        assertThatThrownBy(() -> machine.upgrades.rollBack(null, "admin"))
                .hasMessageContaining("nothing whole to return to");
    }

    @Test
    void takesNoFileFromElsewhere() throws IOException {
        machine.upgrades.abandon("000001");
        for (String elsewhere : List.of("/etc/shadow", machine.places.packages() + "/../x.upg")) {
            assertThatThrownBy(() -> machine.upgrades.write(Path.of(elsewhere), "admin", null))
                    .isInstanceOf(ControlException.class)
                    .hasMessageContaining("does not lie in");
        }
        assertThat(machine.files.all()).hasSize(1);
    }

    @Test
    void endsWhatNobodyWorksAtAnyMore() throws IOException {
        machine.upgrades.abandon("000001");
        machine.isWorkerActive = true;
        machine.upgrades.write(machine.places.packages().resolve("some.upg"), "admin", null);
        assertThat(machine.upgrades.status().attempt())
                .map(UpgradeAttempt::state)
                .contains(State.WRITING);

        machine.isWorkerActive = false;

        assertThat(machine.upgrades.status().attempt())
                .get()
                .satisfies(attempt -> assertThat(attempt.state()).isEqualTo(State.FAILED))
                .satisfies(attempt -> assertThat(attempt.detail()).contains("interrupted"));
        assertThat(machine.upgrades.history()).extracting(UpgradeAttempt::id).containsExactly("000002", "000001");
        assertThat(machine.upgrades.log("000002")).anyMatch(line -> line.endsWith("asked for by admin"));
        assertThat(machine.upgrades.log("../../x")).isEqualTo(List.of());
        assertThat(Optional.of(machine.upgrades.status().slot())).contains("a");
    }
}
