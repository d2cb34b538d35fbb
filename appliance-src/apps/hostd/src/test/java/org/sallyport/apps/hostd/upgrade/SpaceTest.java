package org.sallyport.apps.hostd.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.control.upgrade.UpgradeSpace;
import org.sallyport.core.host.slot.Slot;
import org.sallyport.upgrade.format.Manifest;
import org.sallyport.upgrade.format.Member;
import org.sallyport.upgrade.format.PackageKind;
import org.sallyport.upgrade.path.ProcessorLevel;
import org.sallyport.upgrade.path.Version;
import org.sallyport.upgrade.path.VersionRange;

/** What there is to write to, and packages that are too large for it. */
class SpaceTest {
    private static final long PAYLOAD = 100 << 20;

    @TempDir
    private Path root;

    private MachineInFolder machine;

    @BeforeEach
    void makeMachine() throws IOException {
        machine = new MachineInFolder(root);
    }

    @Test
    void isToldWithWhatRuns() throws IOException {
        UpgradeSpace space = machine.upgrades.status().space();
        assertThat(space.data()).isPositive();
        assertThat(space.slot()).isEqualTo(Files.getFileStore(root).getTotalSpace());
        assertThat(space.releases()).isPositive();

        machine.put("proc/cmdline", "BOOT_IMAGE=/vmlinuz root=/dev/sda1 rw\n");
        assertThat(machine.upgrades.status().space().slot()).isZero();
    }

    @Test
    void mustHoldASystemInTheOtherSlot() throws IOException {
        assertThat(inSlot(4 * PAYLOAD)).isEmpty();
        assertThat(inSlot(4 * PAYLOAD - 1))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.toString()).contains("slot b", "About 419430400 are needed", "larger disk"));
    }

    @Test
    void mustHoldTheServicesBesideThoseThatRun() throws IOException {
        assertThat(besideServices(Slot.A, 4 * PAYLOAD)).isEmpty();
        assertThat(besideServices(Slot.A, 4 * PAYLOAD - 1))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains("419430399 bytes free", "opt/sallyport/releases", "package of the whole system"));
        assertThat(besideServices(null, 4 * PAYLOAD - 1))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("Make room on it."));
    }

    private List<Problem> inSlot(long bytes) throws IOException {
        return new SlotDestination(
                        machine.places,
                        machine.files,
                        machine.places.dataByOwner(machine),
                        MachineInFolder.CLOCK,
                        Slot.B)
                .problems(manifest(PackageKind.SYSTEM), new UpgradeSpace(Long.MAX_VALUE, bytes, 0));
    }

    private List<Problem> besideServices(@Nullable Slot slot, long bytes) throws IOException {
        return new ReleaseDestination(machine.places, machine.places.dataByOwner(machine), slot)
                .problems(manifest(PackageKind.APPLICATION), new UpgradeSpace(Long.MAX_VALUE, 0, bytes));
    }

    private static Manifest manifest(PackageKind kind) {
        String hash = "0".repeat(64);
        return new Manifest(
                Manifest.FORMAT,
                Manifest.PRODUCT,
                Version.of("2.0.0"),
                "debian-12",
                ProcessorLevel.V1,
                kind,
                new VersionRange(Version.of("1.0.0"), Optional.empty()),
                1,
                0,
                Instant.EPOCH,
                "",
                List.of(),
                List.of(
                        new Member("sbom.json", 2, hash, List.of(hash)),
                        new Member(
                                kind.payload(),
                                PAYLOAD,
                                hash,
                                Collections.nCopies((int) (PAYLOAD / Member.BLOCK), hash))));
    }
}
