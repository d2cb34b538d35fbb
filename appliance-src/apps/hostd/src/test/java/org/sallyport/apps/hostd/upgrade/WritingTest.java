package org.sallyport.apps.hostd.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.apps.hostd.Hostd;
import org.sallyport.apps.hostd.upgrade.SlotNotes.Use;
import org.sallyport.core.control.upgrade.UpgradeAttempt;
import org.sallyport.core.control.upgrade.UpgradeAttempt.State;
import org.sallyport.core.control.upgrade.UpgradeStatus;
import org.sallyport.core.host.slot.Slot;
import org.sallyport.testing.tools.Program;
import org.sallyport.upgrade.format.PackageKind;

/** Writes into a slot that is a file, by the programs of the distribution; needs root for that. */
class WritingTest {
    private static final int FILES = 400;
    private static final int FILE_BYTES = 10_000;
    private static final int SLOT_BYTES = 64 << 20;
    private static final int KILLS = 12;

    @TempDir
    private Path folder;

    private Path root;
    private Path tree;
    private Path file;
    private MachineInFolder machine;
    private TrialPackage made;
    private String device = "";

    @BeforeEach
    void makeMachine() throws IOException {
        assumeTrue(Program.run("id", "-u").strip().equals("0"), "file systems are made and mounted as root");
        root = Files.createDirectory(folder.resolve("root"));
        machine = new MachineInFolder(root);
        machine.isWorkerActive = true;
        tree = Files.createDirectory(folder.resolve("tree"));
        Random random = new Random(1);
        for (int i = 0; i < FILES; i++) {
            byte[] content = new byte[FILE_BYTES];
            random.nextBytes(content);
            Files.write(Files.createDirectories(tree.resolve("usr/" + i % 7)).resolve("file" + i), content);
        }
        Files.createDirectories(tree.resolve("etc/sallyport"));
        Files.writeString(tree.resolve("etc/shadow"), "root:*:1::::::\ndaemon:*:1::::::\n");
        Files.setPosixFilePermissions(tree.resolve("etc/shadow"), PosixFilePermissions.fromString("rw-r-----"));
        made = new TrialPackage(folder.resolve("made"), tree);
        file = machine.places.packages().resolve("two.upg");
        made.write("2.0.0", "debian-12", PackageKind.SYSTEM, file);
        Files.createDirectories(machine.places.trust());
        Files.copy(made.authority(), machine.places.trust().resolve("authorities.pem"));
        machine.put("etc/sallyport/own.pem", "of the operator");
        machine.put("etc/shadow", "root:$y$of-the-machine:1::::::\n");
        machine.put("root/.ssh/authorized_keys", "a key");
        machine.put("etc/machine-id", "0123456789abcdef\n");
        Path programs = Path.of("../../../image/packages/files/usr/lib/sallyport");
        Files.createDirectories(machine.places.slotProgram().getParent());
        for (Path program : List.of(machine.places.slotProgram(), machine.places.releaseProgram())) {
            Files.createSymbolicLink(
                    program, programs.resolve(program.getFileName()).toRealPath());
        }
        Path disk = folder.resolve("slot-b");
        try (RandomAccessFile image = new RandomAccessFile(disk.toFile(), "rw")) {
            image.setLength(SLOT_BYTES + (1 << 20));
        }
        device = Program.run(
                        "losetup",
                        "--find",
                        "--show",
                        "--offset",
                        "1048576",
                        "--sizelimit",
                        "" + SLOT_BYTES,
                        disk.toString())
                .strip();
        Program.run("mkfs.ext4", "-q", "-L", "root_b", device);
        Path labels = Files.createDirectories(machine.places.disks().resolve("by-label"));
        Files.createSymbolicLink(labels.resolve("root_b"), Path.of(device));
    }

    @AfterEach
    void detach() {
        if (!device.isEmpty()) {
            Program.run("losetup", "--detach", device);
        }
    }

    /** The unit's process, in a mount namespace that ends with it, as the unit has one. */
    private Process start() throws IOException {
        return new ProcessBuilder(
                        "unshare",
                        "--mount",
                        "--pid",
                        "--fork",
                        "--kill-child",
                        "--mount-proc",
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Hostd.class.getName(),
                        "upgrade",
                        "--root",
                        root.toString(),
                        "--state",
                        machine.places.state().toString(),
                        "--settings",
                        root.resolve("none.yaml").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
    }

    private UpgradeAttempt write() throws IOException, InterruptedException {
        machine.isWorkerActive = true;
        machine.upgrades.write(file, "admin", "upgrade-gate.backup");
        Process worker = start();
        assertThat(worker.waitFor())
                .as(Files.readString(folder.resolve("said")))
                .isZero();
        machine.isWorkerActive = false;
        return last();
    }

    private UpgradeAttempt last() {
        return machine.upgrades.status().attempt().orElseThrow();
    }

    private void assertSlotIs(String version) throws IOException {
        Path mounted = Files.createDirectory(folder.resolve("mounted"));
        Program.run("e2fsck", "-fn", device);
        Program.run("mount", "-o", "ro", device, mounted.toString());
        try {
            Program.run(
                    "diff",
                    "--recursive",
                    tree.resolve("usr").toString(),
                    mounted.resolve("usr").toString());
            assertThat(mounted.resolve("etc/sallyport/own.pem")).content().isEqualTo("of the operator");
            assertThat(mounted.resolve("root/.ssh/authorized_keys")).content().isEqualTo("a key");
            assertThat(mounted.resolve("etc/shadow"))
                    .content()
                    .isEqualTo("root:$y$of-the-machine:1::::::\ndaemon:*:1::::::\n");
            assertThat(Files.getPosixFilePermissions(mounted.resolve("etc/shadow")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
            assertThat(mounted.resolve("etc/machine-id")).content().isEqualTo("0123456789abcdef\n");
            assertThat(mounted.resolve("data")).isDirectory();
            assertThat(mounted.resolve("boot/efi")).isDirectory();
        } finally {
            Program.run("umount", mounted.toString());
            Files.delete(mounted);
        }
        assertThat(machine.files.slots().of(Slot.B))
                .map(SlotNotes.Note::version)
                .contains(version);
        assertThat(machine.files.slots().of(Slot.B)).map(SlotNotes.Note::use).contains(Use.WRITTEN);
    }

    @Test
    void writesTheSlotThatDoesNotRunAndNothingElse() throws Exception {
        Map<String, String> before = machine.data();
        String boot = machine.read("boot/efi/grub/grubenv");

        UpgradeAttempt attempt = write();

        assertThat(attempt.detail()).isEmpty();
        assertThat(attempt.state()).isEqualTo(State.WRITTEN);
        assertThat(attempt.to()).isEqualTo("2.0.0");
        assertThat(attempt.signedBy()).contains("development");
        assertThat(attempt.backup()).isEqualTo("upgrade-gate.backup");
        assertThat(attempt.total()).isEqualTo(2 * made.payload());
        assertThat(attempt.done()).isEqualTo(attempt.total());
        assertSlotIs("2.0.0");
        assertThat(machine.data()).isEqualTo(before);
        assertThat(machine.read("boot/efi/grub/grubenv")).isEqualTo(boot);
        assertThat(machine.places.spool()).doesNotExist();
        assertThat(machine.upgrades.log(attempt.id()))
                .anyMatch(line -> line.endsWith("the backup upgrade-gate.backup was made before"))
                .anyMatch(line -> line.matches(
                        ".* the package is sound, [0-9]+ bytes to unpack \\([0-9]+ s, [0-9]+ bytes to disks\\)"))
                .anyMatch(line -> line.matches(".* slot b is formatted \\([0-9]+ s, [1-9][0-9]* bytes to disks\\)"))
                .anyMatch(line ->
                        line.matches(".* files and folders unpacked \\([0-9]+ s, [1-9][0-9]* bytes to disks\\)"))
                .anyMatch(line -> line.endsWith("; what runs goes on"));
        assertThat(written(attempt)).as("at least what was in it").isGreaterThan(FILES * FILE_BYTES);
    }

    /** Bytes that the whole took, by its log. */
    private long written(UpgradeAttempt attempt) {
        Matcher all = Pattern.compile("written \\([0-9]+ s, ([0-9]+) bytes to disks\\)")
                .matcher(machine.upgrades.log(attempt.id()).getLast());
        assertThat(all.find()).isTrue();
        return Long.parseLong(all.group(1));
    }

    @Test
    void touchesTheSlotOnlyForAWholePackageThatFits() throws Exception {
        machine.files.save(SlotNotes.NOTHING.with(Slot.B, Use.LEFT, "0.9.0", Instant.now()));
        Files.createDirectories(machine.places.upgrades().resolve("data-of-b"));
        String slot = Program.run("sha256sum", device);

        made.write("2.0.0", "centos-9", PackageKind.SYSTEM, file);
        assertThat(write().detail()).contains("This machine is built on debian-12");
        made.write("1.0.0", "debian-12", PackageKind.APPLICATION, file);
        assertThat(write().detail()).contains("It is the one that runs");
        made.write("2.0.0", "debian-12", PackageKind.SYSTEM, file);
        try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
            damaged.seek(damaged.length() - 5000);
            int octet = damaged.read();
            damaged.seek(damaged.length() - 5000);
            damaged.write(octet ^ 1);
        }
        assertThat(write().detail()).contains("is not the one that was signed");
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/etc/shadow"));
        assertThat(write().detail()).contains("There is no file");
        Files.delete(machine.places.trust().resolve("authorities.pem"));
        Files.delete(file);
        made.write("2.0.0", "debian-12", PackageKind.SYSTEM, file);
        assertThat(write().detail()).contains("trusts no authority");

        assertThat(machine.upgrades.history()).hasSize(5).allMatch(attempt -> attempt.state() == State.FAILED);
        assertThat(Program.run("sha256sum", device)).isEqualTo(slot);
        assertThat(machine.upgrades.status().before())
                .extracting(UpgradeStatus.Before::version)
                .containsExactly("0.9.0");
    }

    @Test
    void writesServicesAloneBesideThoseThatRun() throws Exception {
        String slot = Program.run("sha256sum", device);
        Files.createDirectories(root.resolve("opt/sallyport/releases/0.9.0"));
        Files.createDirectories(root.resolve("opt/sallyport/releases/2.0.0.new/left"));
        made.write("2.0.0", "debian-12", PackageKind.APPLICATION, file);
        Map<String, String> before = machine.data();

        UpgradeAttempt attempt = write();

        assertThat(attempt.detail()).isEmpty();
        assertThat(attempt.state()).isEqualTo(State.WRITTEN);
        assertThat(attempt.kind()).isEqualTo(UpgradeAttempt.Kind.APPLICATION);
        assertThat(attempt.done()).isEqualTo(attempt.total());
        assertThat(machine.places.releases().others()).containsExactly("2.0.0");
        assertThat(machine.places.releases().current()).isEqualTo("1.0.0");
        Program.run(
                "diff",
                "--recursive",
                tree.toString(),
                machine.places.releases().at("2.0.0").toString());
        assertThat(root.resolve("opt/sallyport/releases/2.0.0.new")).doesNotExist();
        assertThat(Program.run("sha256sum", device)).isEqualTo(slot);
        assertThat(machine.data()).isEqualTo(before);
        assertThat(machine.upgrades.status().before()).isEmpty();
    }

    @Test
    void mayBeKilledAtAnyMoment() throws Exception {
        long began = System.nanoTime();
        assertThat(write().state()).isEqualTo(State.WRITTEN);
        long whole = System.nanoTime() - began;
        machine.upgrades.abandon(last().id());
        Map<String, String> before = machine.data();
        String boot = machine.read("boot/efi/grub/grubenv");

        for (int i = 1; i <= KILLS; i++) {
            machine.isWorkerActive = true;
            machine.upgrades.write(file, "admin", null);
            Process worker = start();
            worker.waitFor(whole * i / (KILLS + 1), TimeUnit.NANOSECONDS);
            worker.destroyForcibly().waitFor();
            machine.isWorkerActive = false;

            // Interrupted, unless this time it was faster than the first.
            UpgradeAttempt attempt = last();
            boolean isWritten = attempt.state() == State.WRITTEN;
            assertThat(attempt.state()).isIn(State.FAILED, State.WRITTEN);
            assertThat(machine.files.slots().of(Slot.B))
                    .map(SlotNotes.Note::use)
                    .contains(isWritten ? Use.WRITTEN : Use.UNUSABLE);
            assertThat(machine.data()).isEqualTo(before);
            assertThat(machine.read("boot/efi/grub/grubenv")).isEqualTo(boot);
            assertThat(machine.places.spool()).doesNotExist();
            if (isWritten) {
                machine.upgrades.abandon(attempt.id());
            }
        }
        assertThat(machine.upgrades.history())
                .filteredOn(attempt -> attempt.state() == State.FAILED)
                .isNotEmpty();

        assertThat(write().state()).isEqualTo(State.WRITTEN);
        assertSlotIs("2.0.0");
        assertThat(machine.upgrades.history())
                .extracting(UpgradeAttempt::startedBy)
                .containsOnly("admin")
                .hasSize(KILLS + 1);
        assertThat(List.of(last().id())).containsExactly(String.format("%06d", KILLS + 2));
    }
}
