package org.sallyport.apps.hostd.upgrade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.sallyport.apps.hostd.upgrade.SlotNotes.Use;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.control.upgrade.UpgradeSpace;
import org.sallyport.core.host.slot.DataByOwner;
import org.sallyport.core.host.slot.Slot;
import org.sallyport.upgrade.format.Manifest;

/** The slot that does not run. It counts as unusable from the first change in it until it is written to the end. */
final class SlotDestination implements Destination {
    private final UpgradePlaces places;
    private final UpgradeFiles files;
    private final DataByOwner data;
    private final Clock clock;
    private final Slot slot;

    SlotDestination(UpgradePlaces places, UpgradeFiles files, DataByOwner data, Clock clock, Slot slot) {
        this.places = places;
        this.files = files;
        this.data = data;
        this.clock = clock;
        this.slot = slot;
    }

    @Override
    public List<Problem> problems(Manifest manifest, UpgradeSpace space) {
        long needed = UpgradeSpace.neededUnpacked(manifest.payload().size());
        return space.slot() >= needed
                ? List.of()
                : List.of(new Problem(
                        "space",
                        space.slot() + " bytes in slot " + slot,
                        "About " + needed + " are needed.",
                        "Install a machine with a larger disk anew, and restore a backup of this one on it."));
    }

    @Override
    public void write(String version, Teller teller) throws IOException {
        long payload = Files.size(places.spool());
        String device = device();
        files.save(files.slots().with(slot, Use.UNUSABLE, "", clock.instant()));
        data.forgetAllOf(slot);
        teller.say("writes slot " + slot + ", " + device);
        teller.show("formats slot " + slot, payload, 2 * payload);
        String program = places.slotProgram().toString();
        Effort formatting = Effort.begin();
        LongProgram.run(List.of(program, "format", device, slot.label()), teller::say);
        teller.say("slot " + slot + " is formatted (" + formatting.words() + ")");
        Unpacking.run(
                List.of(
                        program,
                        "fill",
                        device,
                        places.spool().toString(),
                        places.root().toString()),
                "unpacks into slot " + slot,
                payload,
                teller);
        files.save(files.slots().with(slot, Use.WRITTEN, version, clock.instant()));
    }

    /**
     * The partition of a slot. Found by the label of its file system, which an interrupted formatting may have taken; so the name
     * by which it was found first is remembered.
     */
    private String device() throws IOException {
        Path labelled = places.disks().resolve("by-label").resolve(slot.label());
        Path named = places.disks().resolve("by-partlabel").resolve(slot.label());
        String known = files.slots().of(slot).map(SlotNotes.Note::device).orElse("");
        for (Path candidate : List.of(labelled, Path.of(known == null ? "" : known), named)) {
            if (!candidate.toString().isEmpty() && Files.exists(candidate)) {
                Path device = candidate.toRealPath();
                files.save(files.slots().withDevice(slot, lasting(device).toString(), clock.instant()));
                return device.toString();
            }
        }
        throw new IOException(
                "There is no partition for slot " + slot + ", no file system called " + slot.label() + ".");
    }

    /** A name for a partition that stays over starts, if it has one. */
    private Path lasting(Path device) throws IOException {
        Path folder = places.disks().resolve("by-partuuid");
        if (Files.isDirectory(folder)) {
            try (var links = Files.newDirectoryStream(folder)) {
                for (Path link : links) {
                    if (Files.exists(link) && link.toRealPath().equals(device)) {
                        return link;
                    }
                }
            }
        }
        return device;
    }
}
