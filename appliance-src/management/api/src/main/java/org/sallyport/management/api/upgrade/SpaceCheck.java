package org.sallyport.management.api.upgrade;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sallyport.core.control.upgrade.UpgradeSpace;
import org.sallyport.upgrade.format.PackageKind;

/**
 * Whether there is space for a package, by the rules of what writes it; bytes.
 *
 * @param payload of the package, 0 while none is known
 * @param database that is copied at the change over, 0 while it does not say
 */
record SpaceCheck(UpgradeSpace space, boolean hasSlots, long payload, long database) {
    private static final long MIB = 1 << 20;

    /** What is said is a multiple of this, so that a line more in a log is no news. */
    private static final long UNIT = 16 * MIB;

    /** A place to write to, with what is there and what is needed of it. */
    private record Place(String name, long there, long needed, String remedy) {
        boolean isShort() {
            return there < needed;
        }

        String words() {
            return name + ": " + size(there / UNIT * UNIT)
                    + (needed == 0 ? "." : ", needed " + size((needed + UNIT - 1) / UNIT * UNIT) + ".");
        }

        private static String size(long bytes) {
            return bytes < 1024 * MIB
                    ? bytes / MIB + " MiB"
                    : String.format(Locale.ROOT, "%.1f GiB", bytes / (1024.0 * MIB));
        }
    }

    Finding of(PackageKind kind) {
        List<Place> places = new ArrayList<>();
        places.add(new Place(
                "Free on the data partition",
                space.data(),
                UpgradeSpace.neededForData(payload, database),
                "Shorten the retention of the call history, delete packages and backups that are no longer needed, or"
                        + " give the machine a larger disk."));
        if (kind == PackageKind.APPLICATION) {
            places.add(new Place(
                    "Free where releases of the services lie",
                    space.releases(),
                    UpgradeSpace.neededUnpacked(payload),
                    hasSlots ? "Take the package of the whole system." : "Make room in /opt/sallyport."));
        } else if (hasSlots) {
            places.add(new Place(
                    "The other slot",
                    space.slot(),
                    UpgradeSpace.neededUnpacked(payload),
                    "Install a machine with a larger disk anew, and restore a backup of this one on it."));
        }
        String text = String.join(" ", places.stream().map(Place::words).toList());
        List<String> remedies =
                places.stream().filter(Place::isShort).map(Place::remedy).toList();
        return remedies.isEmpty()
                ? Finding.good("space", text)
                : Finding.obstacle("space", text, String.join(" ", remedies));
    }
}
