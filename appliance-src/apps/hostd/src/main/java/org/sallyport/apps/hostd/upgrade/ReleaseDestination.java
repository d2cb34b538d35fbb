package org.sallyport.apps.hostd.upgrade;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.control.upgrade.UpgradeSpace;
import org.sallyport.core.host.slot.DataByOwner;
import org.sallyport.core.host.slot.Releases;
import org.sallyport.core.host.slot.Slot;
import org.sallyport.upgrade.format.Manifest;

/** A directory beside that of the release that runs, in the same system. It has its name only once it is whole. */
final class ReleaseDestination implements Destination {
    private final UpgradePlaces places;
    private final DataByOwner data;
    private final @Nullable Slot slot;
    private final Releases releases;

    /** In the slot that runs, if there are slots. */
    ReleaseDestination(UpgradePlaces places, DataByOwner data, @Nullable Slot slot) {
        this.places = places;
        this.data = data;
        this.slot = slot;
        this.releases = places.releases();
    }

    @Override
    public List<Problem> problems(Manifest manifest, UpgradeSpace space) throws IOException {
        List<Problem> problems = new ArrayList<>();
        String name = manifest.version().toString();
        if (name.equals(releases.current())) {
            problems.add(
                    new Problem("version", name, "It is the one that runs.", "Take a package of another version."));
        }
        long needed = UpgradeSpace.neededUnpacked(manifest.payload().size());
        if (space.releases() < needed) {
            problems.add(new Problem(
                    "space",
                    space.releases() + " bytes free",
                    "About " + needed + " are needed on the file system of " + releases.folder() + ".",
                    slot == null
                            ? "Make room on it."
                            : "Take the package of the whole system, which has a place of its own."));
        }
        return problems;
    }

    @Override
    public void write(String version, Teller teller) throws IOException {
        // Of releases without data nobody can return to; one of this version may have been left by hand.
        for (String other : releases.others()) {
            if (other.equals(version) || !data.isKept(DataByOwner.ownerOf(slot, other))) {
                data.forget(DataByOwner.ownerOf(slot, other));
                releases.remove(other);
            }
        }
        long payload = Files.size(places.spool());
        String draft = releases.draft(version).toString();
        teller.say("writes " + releases.at(version));
        Unpacking.run(
                List.of(
                        places.releaseProgram().toString(),
                        "unpack",
                        places.spool().toString(),
                        draft),
                "unpacks release " + version,
                payload,
                teller);
        releases.add(version);
    }
}
