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
import org.sallyport.apps.hostd.upgrade.UpgradeRecord.Course;
import org.sallyport.apps.hostd.upgrade.UpgradeRecord.ReleaseChange;
import org.sallyport.apps.hostd.upgrade.UpgradeRecord.Subject;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.control.upgrade.UpgradeAttempt.Kind;
import org.sallyport.core.control.upgrade.UpgradeAttempt.State;
import org.sallyport.core.control.upgrade.UpgradeSpace;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.host.slot.DataByOwner;
import org.sallyport.core.host.slot.Slot;
import org.sallyport.upgrade.eligibility.Eligibility;
import org.sallyport.upgrade.format.Manifest;
import org.sallyport.upgrade.format.Member;
import org.sallyport.upgrade.format.PackageKind;
import org.sallyport.upgrade.format.PackageReader;
import org.sallyport.upgrade.signature.TrustedSigners;

/**
 * Proves a package and writes what it carries beside what runs: a system into the other slot, the services alone into a directory of
 * their own. Nothing there is touched before the whole package is proven and fits. It may be ended at any moment.
 */
final class Writing implements Destination.Teller {
    private static final Duration PACE = Duration.ofSeconds(1);

    private final UpgradePlaces places;
    private final UpgradeFiles files;
    private final DataByOwner data;
    private final Clock clock;
    private UpgradeRecord attempt;
    private Instant shown = Instant.MIN;

    Writing(UpgradePlaces places, UpgradeFiles files, Programs programs, Clock clock, UpgradeRecord attempt) {
        this.places = places;
        this.files = files;
        this.data = places.dataByOwner(programs);
        this.clock = clock;
        this.attempt = attempt;
    }

    void run() throws IOException {
        Effort all = Effort.begin();
        try {
            write();
            attempt = attempt.in(State.WRITTEN, "waits for the change over", "");
            files.say(attempt, "written (" + all.words() + "); what runs goes on");
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
        show("proves the package", 0, 0);
        Destination destination;
        try (PackageReader reader = open(Path.of(path))) {
            Manifest manifest = reader.manifest();
            destination = accept(manifest, reader.signer().name());
            spool(reader, manifest);
        }
        destination.write(String.valueOf(attempt.subject().to()), this);
    }

    private PackageReader open(Path file) throws IOException {
        if (!Files.isRegularFile(file, NOFOLLOW_LINKS)) {
            throw new IOException("There is no file " + file + "; upload it again.");
        }
        TrustedSigners trusted = TrustedSigners.read(places.trust(), places.operatorsTrust());
        return PackageReader.open(
                Channels.newInputStream(FileChannel.open(file, Set.of(READ, NOFOLLOW_LINKS))), trusted);
    }

    private Destination accept(Manifest manifest, String signer) throws IOException {
        Subject subject = attempt.subject();
        String version = manifest.version().toString();
        attempt = attempt.of(
                kind(manifest), new Subject(subject.from(), version, subject.path(), signer, subject.backup()));
        say("version " + version + " for " + manifest.base() + ", signed by " + signer);
        Destination destination = destination(manifest);
        List<Problem> problems = new ArrayList<>(Eligibility.problems(manifest, InstalledRelease.of(places)));
        UpgradeSpace space = places.space();
        problems.addAll(destination.problems(manifest, space));
        // The data are copied at the start of what is new; by then the spool is gone, but they must fit now to fit
        // then.
        long needed = UpgradeSpace.neededForData(manifest.payload().size(), data.size());
        if (space.data() < needed) {
            problems.add(new Problem(
                    "space",
                    space.data() + " bytes free",
                    needed + " are needed on the data partition.",
                    "Shorten the retention of the call history, remove old packages, or give the machine a"
                            + " larger disk."));
        }
        if (!problems.isEmpty()) {
            throw new IOException(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
        return destination;
    }

    private static Kind kind(Manifest manifest) {
        return manifest.kind() == PackageKind.SYSTEM ? Kind.SYSTEM : Kind.APPLICATION;
    }

    private Destination destination(Manifest manifest) throws IOException {
        Course course = attempt.course();
        if (manifest.kind() == PackageKind.APPLICATION) {
            String running = places.releases().current();
            attempt = attempt.on(Course.within(
                    course.left(), new ReleaseChange(running, manifest.version().toString())));
            return new ReleaseDestination(places, data, course.left());
        }
        Slot slot = course.entered();
        if (slot == null) {
            throw new IOException(
                    "This system has no second slot to write to: it was not installed by an image of Sallyport."
                            + " Upgrade it by the packages of its distribution, deb or RPM, or by one of the services"
                            + " alone.");
        }
        return new SlotDestination(places, files, data, clock, slot);
    }

    /** Reads the whole package; its payload is kept as far as it is proven. */
    private void spool(PackageReader reader, Manifest manifest) throws IOException {
        Effort proving = Effort.begin();
        Files.deleteIfExists(places.spool());
        Files.createDirectories(places.upgrades());
        Member payload = manifest.payload();
        try (FileChannel spool = FileChannel.open(places.spool(), CREATE_NEW, WRITE)) {
            reader.read(member ->
                    member.equals(payload) ? (block, length) -> take(spool, block, length, payload) : (_, _) -> {});
        }
        say("the package is sound, " + payload.size() + " bytes to unpack (" + proving.words() + ")");
    }

    private void take(FileChannel spool, byte[] block, int length, Member payload) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(block, 0, length);
        while (rest.hasRemaining()) {
            spool.write(rest);
        }
        show("proves the package", spool.size(), 2 * payload.size());
    }

    @Override
    public void say(String line) throws IOException {
        files.say(attempt, line);
        files.save(attempt);
    }

    /** Writes down how far it is, a step at once, bytes now and then. */
    @Override
    public void show(String step, long done, long total) throws IOException {
        boolean isNews = !step.equals(attempt.progress().step());
        attempt = attempt.at(step, done, total);
        if (isNews || shown.plus(PACE).isBefore(clock.instant())) {
            shown = clock.instant();
            files.save(attempt);
        }
    }
}
