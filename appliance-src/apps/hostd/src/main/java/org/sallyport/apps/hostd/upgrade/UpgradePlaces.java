package org.sallyport.apps.hostd.upgrade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.sallyport.core.control.upgrade.UpgradeSpace;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.host.slot.DataByOwner;
import org.sallyport.core.host.slot.Releases;
import org.sallyport.core.host.slot.Slot;

/**
 * Where upgrades find and put things.
 *
 * @param root of the system that runs
 * @param state directory of hostd, {@code DATA/sallyport/host}
 */
public record UpgradePlaces(Path root, Path state) {
    /** What lasts of upgrades: records, logs, the data of the slot that does not run. */
    Path upgrades() {
        return state.resolve("upgrade");
    }

    /** The data partition. */
    Path data() {
        Path sallyport = Objects.requireNonNull(state.toAbsolutePath().getParent(), "the state lies in a directory");
        return Objects.requireNonNull(sallyport.getParent(), "and that in the data partition");
    }

    /** In which the manager leaves packages. */
    Path packages() {
        return state.resolveSibling("manager").resolve("packages");
    }

    /**
     * There from the change over to its end; units look at it to see whether they are wanted. It names the attempt and, where only the
     * services change, the release before, to which {@code /usr/lib/sallyport/release take-back} returns.
     */
    Path marker() {
        return upgrades().resolve("changing-over");
    }

    /** A proven payload while it is unpacked. */
    Path spool() {
        return upgrades().resolve("spool");
    }

    DataByOwner dataByOwner(Programs programs) {
        return new DataByOwner(data(), upgrades(), packages(), programs);
    }

    /** Those of the services in the system that runs. */
    Releases releases() {
        return new Releases(root.resolve("opt/sallyport"));
    }

    /** What there is to write to. Slots are alike, so the one that runs tells what the other holds. */
    UpgradeSpace space() throws IOException {
        boolean hasSlots = Slot.booted(commandLine()).isPresent();
        return new UpgradeSpace(
                Files.getFileStore(data()).getUsableSpace(),
                hasSlots ? Files.getFileStore(root).getTotalSpace() : 0,
                Files.getFileStore(releases().folder()).getUsableSpace());
    }

    Path bootEnvironment() {
        return root.resolve("boot/efi/grub/grubenv");
    }

    Path commandLine() {
        return root.resolve("proc/cmdline");
    }

    Path processor() {
        return root.resolve("proc/cpuinfo");
    }

    /** What the release that runs says of itself. */
    Path release() {
        return root.resolve("opt/sallyport/current/release.json");
    }

    Path operatingSystem() {
        return root.resolve("etc/os-release");
    }

    /** The authorities that the product came with. */
    Path trust() {
        return root.resolve("usr/share/sallyport/trust");
    }

    /** Those that the operator added. */
    Path operatorsTrust() {
        return root.resolve("etc/sallyport/upgrade-authorities.pem");
    }

    /** Unpacks a release of the services. */
    Path releaseProgram() {
        return root.resolve("usr/lib/sallyport/release");
    }

    /** Writes a system into a slot. */
    Path slotProgram() {
        return root.resolve("usr/lib/sallyport/slot");
    }

    Path disks() {
        return root.resolve("dev/disk");
    }
}
