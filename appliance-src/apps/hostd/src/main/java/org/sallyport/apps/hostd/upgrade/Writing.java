package org.sallyport.apps.hostd.upgrade;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sallyport.apps.hostd.upgrade.SlotNotes.Use;
import org.sallyport.apps.hostd.upgrade.UpgradeRecord.Subject;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.control.upgrade.UpgradeAttempt.Kind;
import org.sallyport.core.control.upgrade.UpgradeAttempt.State;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.host.slot.DataOfSlots;
import org.sallyport.core.host.slot.Slot;
import org.sallyport.upgrade.eligibility.Eligibility;
import org.sallyport.upgrade.format.Manifest;
import org.sallyport.upgrade.format.Member;
import org.sallyport.upgrade.format.PackageKind;
import org.sallyport.upgrade.format.PackageReader;
import org.sallyport.upgrade.signature.TrustedSigners;

/**
 * Proves a package and writes its system into the slot that does not run. Nothing of the slot is touched before the whole package
 * is proven and fits; from then on it counts as unusable until it is written to the end. It may be ended at any moment.
 */
final class Writing {
    private static final Duration PACE = Duration.ofSeconds(1);
    private static final String ENTRIES = "entries ";

    /** What must stay free beside what is written, for logs and records. */
    private static final long RESERVE = 256L << 20;

    private final UpgradePlaces places;
    private final UpgradeFiles files;
    private final DataOfSlots data;
    private final Clock clock;
    private UpgradeRecord attempt;
    private Instant shown = Instant.MIN;

    Writing(UpgradePlaces places, UpgradeFiles files, Programs programs, Clock clock, UpgradeRecord attempt) {
        this.places = places;
        this.files = files;
        this.data = places.slotData(programs);
        this.clock = clock;
        this.attempt = attempt;
    }

    void run() throws IOException {
        try {
            write();
            attempt = attempt.in(State.WRITTEN, "waits for the change over", "");
            files.say(attempt, "written; what runs goes on");
        } catch (IOException | RuntimeException e) {
            attempt = attempt.end(State.FAILED, String.valueOf(e.getMessage()), clock.instant());
            files.say(attempt, "failed: " + e.getMessage());
        } finally {
            Files.deleteIfExists(places.spool());
        }
        files.save(attempt);
    }

    private void write() throws IOException {
        String path = attempt.subject().path();
        if (path == null) {
            throw new IOException("The attempt names no package.");
        }
        Slot slot = attempt.course().entered();
        if (slot == null) {
            throw new IOException(
                    "This system has no second slot to write to: it was not installed by an image of Sallyport."
                            + " Upgrade it by the packages of its distribution, deb or RPM.");
        }
        show("proves the package", 0, 0);
        try (PackageReader reader = open(Path.of(path))) {
            Manifest manifest = reader.manifest();
            accept(manifest, reader.signer().name());
            spool(reader, manifest);
        }
        long payload = Files.size(places.spool());
        String device = device(slot);
        files.save(files.slots().with(slot, Use.UNUSABLE, "", clock.instant()));
        data.forget(slot);
        say("writes slot " + slot + ", " + device);
        show("formats slot " + slot, payload, 2 * payload);
        slot("format", device, slot.label());
        fill(slot, device, payload);
        files.save(files.slots()
                .with(slot, Use.WRITTEN, String.valueOf(attempt.subject().to()), clock.instant()));
    }

    private PackageReader open(Path file) throws IOException {
        if (!Files.isRegularFile(file, NOFOLLOW_LINKS)) {
            throw new IOException("There is no file " + file + "; upload it again.");
        }
        TrustedSigners trusted = TrustedSigners.read(places.trust(), places.operatorsTrust());
        return PackageReader.open(
                Channels.newInputStream(FileChannel.open(file, Set.of(READ, NOFOLLOW_LINKS))), trusted);
    }

    private void accept(Manifest manifest, String signer) throws IOException {
        Kind kind = manifest.kind() == PackageKind.SYSTEM ? Kind.SYSTEM : Kind.APPLICATION;
        Subject subject = attempt.subject();
        attempt =
                attempt.of(kind, new Subject(subject.from(), manifest.version().toString(), subject.path(), signer));
        say("version " + manifest.version() + " for " + manifest.base() + ", signed by " + signer);
        List<Problem> problems = new ArrayList<>(Eligibility.problems(manifest, InstalledRelease.of(places)));
        if (kind == Kind.APPLICATION) {
            problems.add(new Problem(
                    "kind",
                    manifest.kind().toString(),
                    "This release takes packages of the whole system alone.",
                    "Take the package without -application in its name."));
        }
        long payload = manifest.members().getLast().size();
        // The data are copied at the start of what is new; by then the spool is gone, but they must fit now to fit
        // then.
        long needed = Math.max(payload, data.size()) + RESERVE;
        long free = Files.getFileStore(places.data()).getUsableSpace();
        if (free < needed) {
            problems.add(
                    new Problem(
                            "space",
                            free + " bytes free",
                            needed + " are needed on the data partition.",
                            "Shorten the retention of the call history, remove old packages, or give the machine a larger disk."));
        }
        if (!problems.isEmpty()) {
            throw new IOException(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
    }

    /** Reads the whole package; its payload is kept as far as it is proven. */
    private void spool(PackageReader reader, Manifest manifest) throws IOException {
        Files.deleteIfExists(places.spool());
        Files.createDirectories(places.upgrades());
        Member payload = manifest.members().getLast();
        try (FileChannel spool = FileChannel.open(places.spool(), CREATE_NEW, WRITE)) {
            reader.read(member ->
                    member.equals(payload) ? (block, length) -> take(spool, block, length, payload) : (_, _) -> {});
        }
        say("the package is sound, " + payload.size() + " bytes of system");
    }

    private void take(FileChannel spool, byte[] block, int length, Member payload) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(block, 0, length);
        while (rest.hasRemaining()) {
            spool.write(rest);
        }
        show("proves the package", spool.size(), 2 * payload.size());
    }

    private void fill(Slot slot, String device, long payload) throws IOException {
        long[] entries = {0, 0};
        List<String> command = List.of(
                places.slotProgram().toString(),
                "fill",
                device,
                places.spool().toString(),
                places.root().toString());
        LongProgram.run(command, line -> {
            if (line.startsWith(ENTRIES)) {
                entries[1] = Long.parseLong(line.substring(ENTRIES.length()));
            } else {
                entries[0] = Math.min(entries[0] + 1, entries[1]);
                show(
                        "unpacks into slot " + slot,
                        payload + payload * entries[0] / Math.max(1, entries[1]),
                        2 * payload);
            }
        });
        say(entries[0] + " files and folders unpacked");
    }

    private void slot(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(places.slotProgram().toString()));
        command.addAll(List.of(words));
        LongProgram.run(command, line -> files.say(attempt, line));
    }

    /**
     * The partition of a slot. Found by the label of its file system, which an interrupted formatting may have taken; so the name
     * by which it was found first is remembered.
     */
    private String device(Slot slot) throws IOException {
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

    private void say(String line) throws IOException {
        files.say(attempt, line);
        files.save(attempt);
    }

    /** Writes down how far it is, a step at once, bytes now and then. */
    private void show(String step, long done, long total) throws IOException {
        boolean isNews = !step.equals(attempt.progress().step());
        attempt = attempt.at(step, done, total);
        if (isNews || shown.plus(PACE).isBefore(clock.instant())) {
            shown = clock.instant();
            files.save(attempt);
        }
    }
}
