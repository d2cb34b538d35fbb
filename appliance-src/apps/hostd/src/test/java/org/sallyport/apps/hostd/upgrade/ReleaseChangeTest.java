package org.sallyport.apps.hostd.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.apps.hostd.upgrade.SlotNotes.Use;
import org.sallyport.apps.hostd.upgrade.UpgradeRecord.Course;
import org.sallyport.apps.hostd.upgrade.UpgradeRecord.Progress;
import org.sallyport.apps.hostd.upgrade.UpgradeRecord.ReleaseChange;
import org.sallyport.apps.hostd.upgrade.UpgradeRecord.Subject;
import org.sallyport.core.control.upgrade.UpgradeAttempt.Kind;
import org.sallyport.core.control.upgrade.UpgradeAttempt.State;
import org.sallyport.core.control.upgrade.UpgradeStatus;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.host.slot.Slot;
import org.sallyport.testing.tools.Program;

/** Releases of the services in one system: forth, back by itself and by hand, and interrupted. */
class ReleaseChangeTest {
    private static final Path TAKE_BACK = Path.of("../../../image/packages/files/usr/lib/sallyport/release");
    private static final String MARKER = "data/sallyport/host/upgrade/changing-over";

    @TempDir
    private Path root;

    private MachineInFolder machine;
    private Map<String, String> before;

    @BeforeEach
    void makeMachine() throws IOException {
        machine = new MachineInFolder(root);
        before = machine.data();
        unpacked("1.0.1");
    }

    /** As the writing of a package leaves it. */
    private void unpacked(String version) throws IOException {
        String running = machine.places.releases().current();
        machine.put(
                "opt/sallyport/releases/" + version + "/release.json",
                "{\"version\": \"" + version + "\", \"settingsSchema\": 1, \"securityEpoch\": 0}");
        machine.files.save(new UpgradeRecord(
                machine.files.nextId(),
                Kind.APPLICATION,
                new Subject(running, version, "/data/x.upg", "somebody", null),
                "admin",
                Instant.now(),
                null,
                new Progress(State.WRITTEN, "waits", 2, 2, ""),
                Course.within(Slot.A, new ReleaseChange(running, version))));
    }

    private UpgradeRecord last() throws IOException {
        return machine.files.last().orElseThrow();
    }

    /** The verb, and then the unit that it starts; the services are so well when they were started. */
    private void changeOver(Trial.Health health) throws Exception {
        machine.upgrades.changeOver(last().id());
        work(health, machine);
    }

    private void work(Trial.Health health, Programs programs) throws Exception {
        Trial trial = new Trial(health, new QuickStopwatch(), Duration.ofMinutes(10), machine.files, programs);
        UpgradeRecord attempt = last();
        new ChangingRelease(
                        machine.places,
                        machine.files,
                        programs,
                        () -> Set.of("the call server"),
                        trial,
                        MachineInFolder.CLOCK)
                .run(attempt, Objects.requireNonNull(attempt.course().releases()));
    }

    /** The start of a machine, as far as the unit does it that comes before all services. */
    private void startAnew() throws IOException {
        Program.run(TAKE_BACK.toRealPath().toString(), "take-back", root.toString());
        machine.slotStart().run();
    }

    private void powerGoesWhileItIsTried() {
        assertThatThrownBy(() -> changeOver(worked -> {
                    migrate(worked);
                    throw new PowerCut();
                }))
                .isInstanceOf(PowerCut.class);
    }

    private List<String> migrate(Set<String> worked) {
        try {
            machine.put("data/postgresql/cluster/base/1", "rows in another form");
            machine.put("data/sallyport/settings/settings.yaml", "of: the other");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(worked).containsExactly("the call server");
        return List.of();
    }

    private static List<String> sick() {
        return List.of("sallyport-director is activating");
    }

    private void assertIsAsBefore() throws IOException {
        assertThat(machine.places.releases().current()).isEqualTo("1.0.0");
        assertThat(machine.data()).isEqualTo(before);
        assertThat(root.resolve(MARKER)).doesNotExist();
        assertThat(last().state()).isEqualTo(State.RETURNED);
        assertThat(root.resolve("opt/sallyport/releases/1.0.1")).doesNotExist();
        assertThat(machine.upgrades.status().before()).isEmpty();
    }

    @Test
    void staysWhereItIsWellAndStartsServicesAlone() throws Exception {
        changeOver(this::migrate);

        assertThat(last().state()).isEqualTo(State.SUCCEEDED);
        assertThat(machine.upgrades.status().version()).isEqualTo("1.0.1");
        assertThat(root.resolve(MARKER)).doesNotExist();
        assertThat(machine.systemd)
                .anyMatch(command -> command.matches("systemctl stop .*director.*database.*"))
                .anyMatch(command -> command.matches("systemctl start --no-block .*director.*database.*"))
                .noneMatch(command -> command.contains("reboot"));
        assertThat(machine.upgrades.status().before())
                .extracting(UpgradeStatus.Before::version, UpgradeStatus.Before::kind)
                .containsExactly(tuple("1.0.0", Kind.APPLICATION));
        startAnew();
        assertThat(machine.places.releases().current()).isEqualTo("1.0.1");
        assertThat(machine.read("data/sallyport/settings/settings.yaml")).isEqualTo("of: the other");
    }

    @Test
    void returnsWithItsDataWhenWhatIsNewIsNotWell() throws Exception {
        changeOver(worked -> {
            migrate(worked);
            return sick();
        });

        assertIsAsBefore();
        assertThat(last().progress().detail()).contains("sallyport-director is activating after 10 minutes");
        assertThat(machine.systemd.getLast()).startsWith("systemctl start");
    }

    @Test
    void doesNotWaitForWhatNothingStartsAnew() throws Exception {
        int[] looks = {0};
        changeOver(new Trial.Health() {
            @Override
            public List<String> faults(Set<String> worked) {
                looks[0]++;
                return List.of("sallyport-director is failed");
            }

            @Override
            public boolean isHopeless() {
                return true;
            }
        });
        assertIsAsBefore();
        assertThat(looks[0]).isLessThan(10);
        assertThat(last().progress().detail()).contains("sallyport-director is failed after 15 seconds");
    }

    @Test
    void returnsWhenThePowerGoesWhileItIsTried() throws Exception {
        powerGoesWhileItIsTried();
        assertThat(machine.places.releases().current()).isEqualTo("1.0.1");
        assertThat(last().state()).isEqualTo(State.TRYING);

        startAnew();

        assertIsAsBefore();
        assertThat(last().progress().detail()).contains("interrupted before release 1.0.1");
    }

    @Test
    void returnsWhereverThePowerGoes() throws Exception {
        machine.upgrades.changeOver(last().id());
        List<String> commands = new ArrayList<>();
        for (int cut = 0; cut < 20; cut++) {
            int[] left = {cut};
            Programs programs = (command, input) -> {
                if (left[0]-- == 0) {
                    commands.add(String.join(" ", command));
                    throw new PowerCut();
                }
                return machine.run(command, input);
            };
            try {
                work(this::migrate, programs);
                break;
            } catch (PowerCut e) {
                startAnew();
            }
            assertIsAsBefore();
            unpacked("1.0.1");
            machine.upgrades.changeOver(last().id());
        }
        assertThat(commands).anyMatch(command -> command.startsWith("systemctl stop"));
        assertThat(commands).anyMatch(command -> command.startsWith("cp"));
        assertThat(commands).anyMatch(command -> command.startsWith("systemctl start"));
        assertThat(last().state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void goesOnWithAReturnThatWasInterrupted() throws Exception {
        powerGoesWhileItIsTried();
        Path kept = root.resolve("data/sallyport/host/upgrade/data-of-a-1.0.0");
        Path failed = Files.createDirectories(root.resolve("data/sallyport/host/upgrade/data-of-a-1.0.1"));
        Files.move(root.resolve("data/postgresql"), failed.resolve("postgresql"));
        Files.move(kept.resolve("postgresql"), root.resolve("data/postgresql"));

        startAnew();

        assertIsAsBefore();
    }

    @Test
    void leadsBackWhenItsOwnProcessWasKilled() throws Exception {
        powerGoesWhileItIsTried();
        // systemd starts the unit anew
        Program.run(TAKE_BACK.toRealPath().toString(), "take-back", root.toString());
        work(_ -> List.of(), machine);

        assertIsAsBefore();
    }

    @Test
    void knowsThatItWasConfirmedThoughThatWasNotWrittenDown() throws Exception {
        powerGoesWhileItIsTried();
        Files.delete(root.resolve(MARKER));

        assertThat(machine.upgrades.status().attempt().orElseThrow().state()).isEqualTo(State.SUCCEEDED);
        assertThat(machine.places.releases().current()).isEqualTo("1.0.1");
    }

    @Test
    void goesBackByHandToTheDataThatWereLeftAndForthAgain() throws Exception {
        changeOver(this::migrate);
        Map<String, String> migrated = machine.data();

        machine.upgrades.rollBack(null, "admin");
        changeOver(_ -> List.of());
        assertThat(machine.places.releases().current()).isEqualTo("1.0.0");
        assertThat(machine.data()).isEqualTo(before);
        assertThat(last().state()).isEqualTo(State.SUCCEEDED);

        machine.upgrades.rollBack("1.0.1", "admin");
        changeOver(_ -> sick());
        assertThat(last().state()).isEqualTo(State.RETURNED);
        assertThat(machine.places.releases().current()).isEqualTo("1.0.0");
        assertThat(machine.data()).isEqualTo(before);

        machine.upgrades.rollBack("1.0.1", "admin");
        changeOver(_ -> List.of());
        assertThat(machine.places.releases().current()).isEqualTo("1.0.1");
        assertThat(machine.data()).isEqualTo(migrated);
    }

    @Test
    void keepsTheLastTwoAndTheOtherSlot() throws Exception {
        machine.files.save(SlotNotes.NOTHING.with(Slot.B, Use.LEFT, "0.9.0", Instant.EPOCH));
        Files.createDirectories(machine.places.upgrades().resolve("data-of-b"));
        changeOver(this::migrate);
        unpacked("1.0.2");
        changeOver(_ -> List.of());

        assertThat(machine.places.releases().others()).containsExactly("1.0.1");
        assertThat(machine.upgrades.status().before())
                .extracting(UpgradeStatus.Before::version)
                .containsExactly("1.0.1", "0.9.0");
        assertThat(machine.places.upgrades().resolve("data-of-a-1.0.0")).doesNotExist();
        assertThatThrownBy(() -> machine.upgrades.rollBack("1.0.0", "admin")).hasMessageContaining("version 1.0.0");
        assertThat(machine.upgrades.rollBack("0.9.0", "admin").to()).isEqualTo("0.9.0");
    }

    @Test
    void changesNothingWhenServicesDoNotStop() throws Exception {
        machine.upgrades.changeOver(last().id());
        boolean[] refused = {false};
        work(this::migrate, (command, input) -> {
            if (!refused[0] && command.contains("stop")) {
                refused[0] = true;
                return new ProgramResult(1, "", "a job was cancelled");
            }
            return machine.run(command, input);
        });
        assertIsAsBefore();
        assertThat(last().progress().detail()).contains("a job was cancelled");
    }

    /** Nothing more happens. */
    private static final class PowerCut extends Error {
        private static final long serialVersionUID = 1;
    }
}
