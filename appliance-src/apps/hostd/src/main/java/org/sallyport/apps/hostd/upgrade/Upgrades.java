package org.sallyport.apps.hostd.upgrade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.apps.hostd.upgrade.SlotNotes.Use;
import org.sallyport.apps.hostd.upgrade.UpgradeRecord.Course;
import org.sallyport.apps.hostd.upgrade.UpgradeRecord.Progress;
import org.sallyport.apps.hostd.upgrade.UpgradeRecord.ReleaseChange;
import org.sallyport.apps.hostd.upgrade.UpgradeRecord.Subject;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.ControlException.Reason;
import org.sallyport.core.control.upgrade.UpgradeAttempt;
import org.sallyport.core.control.upgrade.UpgradeAttempt.Kind;
import org.sallyport.core.control.upgrade.UpgradeAttempt.State;
import org.sallyport.core.control.upgrade.UpgradeControl;
import org.sallyport.core.control.upgrade.UpgradeStatus;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.host.slot.DataByOwner;
import org.sallyport.core.host.slot.Releases;
import org.sallyport.core.host.slot.Slot;
import org.sallyport.upgrade.eligibility.Installed;

/**
 * The verbs of upgrades. They write down what is wanted; what needs more rights is done by a unit of its own, which ends. While
 * that unit runs, the record of the attempt is its own to write. Thread-safe.
 */
public final class Upgrades implements UpgradeControl {
    private static final String WORKER = "sallyport-upgrade.service";
    private static final String MEDIA = "sallyport-media.service";

    private final UpgradePlaces places;
    private final UpgradeFiles files;
    private final Programs programs;
    private final Clock clock;

    public Upgrades(UpgradePlaces places, Programs programs, Clock clock) {
        this.places = places;
        this.files = new UpgradeFiles(places, clock);
        this.programs = programs;
        this.clock = clock;
    }

    @Override
    public synchronized UpgradeStatus status() {
        return ask(() -> {
            Optional<UpgradeRecord> last = settled();
            Installed installed = InstalledRelease.of(places);
            return new UpgradeStatus(
                    installed.version().toString(),
                    installed.base(),
                    installed.processor().toString(),
                    installed.settingsSchema(),
                    installed.securityEpoch(),
                    booted().map(Slot::toString).orElse(""),
                    places.packages().toString(),
                    places.space(),
                    waysBack().stream().map(WayBack::before).toList(),
                    last.map(UpgradeRecord::shown));
        });
    }

    @Override
    public synchronized List<UpgradeAttempt> history() {
        return ask(() -> {
            settled();
            List<UpgradeRecord> over = new ArrayList<>(files.all());
            over.removeIf(attempt -> !attempt.isOver());
            Collections.reverse(over);
            return over.stream().map(UpgradeRecord::shown).toList();
        });
    }

    @Override
    public List<String> log(String attempt) {
        return ask(() -> files.lines(attempt));
    }

    @Override
    public synchronized UpgradeAttempt write(Path file, String startedBy, @Nullable String backup) {
        return ask(() -> {
            refuseWhileUnderWay();
            if (!places.packages().equals(file.getParent()) || !file.equals(file.normalize())) {
                throw new ControlException(
                        Reason.INVALID_ARGUMENTS,
                        "The file " + file + " does not lie in " + places.packages() + "; put it there.");
            }
            // Which kind it is, and so where it leads, is known once it is read.
            UpgradeRecord attempt = begin(
                    Kind.SYSTEM,
                    new Subject(version(), null, file.toString(), null, backup),
                    Course.between(booted().orElse(null)),
                    startedBy,
                    State.WRITING);
            files.say(
                    attempt,
                    backup == null
                            ? "no backup was made before; the copy of the data stands in"
                            : "the backup " + backup + " was made before");
            start(attempt);
            return attempt.shown();
        });
    }

    @Override
    public synchronized UpgradeAttempt changeOver(String id) {
        return ask(() -> {
            UpgradeRecord attempt = current(id);
            if (attempt.state() != State.WRITTEN) {
                throw refused(
                        "Upgrade " + id + " has nothing written to change over to; it is " + attempt.state() + ".");
            }
            UpgradeRecord changing = attempt.in(State.CHANGING_OVER, "prepares the change over", "");
            files.save(changing);
            start(changing);
            return changing.shown();
        });
    }

    @Override
    public synchronized UpgradeAttempt abandon(String id) {
        return ask(() -> {
            UpgradeRecord attempt = current(id);
            if (attempt.state() != State.WRITING && attempt.state() != State.WRITTEN) {
                throw refused("Upgrade " + id + " cannot be abandoned any more; it is " + attempt.state() + ".");
            }
            systemd("stop", WORKER);
            // The last word of the unit may have come while it was told to stop.
            UpgradeRecord last = current(id);
            UpgradeRecord ended = last.isOver() ? last : last.end(State.ABANDONED, "", now());
            clear(ended);
            files.say(ended, "abandoned");
            files.save(ended);
            return ended.shown();
        });
    }

    @Override
    public synchronized UpgradeAttempt rollBack(@Nullable String version, String startedBy) {
        return ask(() -> {
            refuseWhileUnderWay();
            WayBack way = waysBack().stream()
                    .filter(one ->
                            version == null || version.equals(one.before().version()))
                    .findFirst()
                    .orElseThrow(() -> refused("There is nothing whole to return to"
                            + (version == null ? "" : " that is version " + version)
                            + ": neither the other slot nor another release in this one ran with data that it left."));
            Subject subject = new Subject(version(), way.before().version(), null, null, null);
            return begin(Kind.ROLL_BACK, subject, way.course(), startedBy, State.WRITTEN)
                    .shown();
        });
    }

    @Override
    public void openMedia() {
        systemd("start", MEDIA);
    }

    private UpgradeRecord begin(Kind kind, Subject subject, Course course, String startedBy, State state)
            throws IOException {
        UpgradeRecord attempt = new UpgradeRecord(
                files.nextId(), kind, subject, startedBy, now(), null, new Progress(state, "begins", 0, 0, ""), course);
        files.save(attempt);
        files.say(attempt, "asked for by " + startedBy);
        return attempt;
    }

    private void start(UpgradeRecord attempt) throws IOException {
        ProgramResult result = programs.run("systemctl", "start", WORKER);
        if (!result.succeeded()) {
            String why = "systemd does not start " + WORKER + ": " + result.complaint();
            files.save(attempt.end(State.FAILED, why, now()));
            throw new ControlException(Reason.FAILED, why);
        }
    }

    /** The last attempt, ended if nobody works at it any more. */
    private Optional<UpgradeRecord> settled() throws IOException {
        Optional<UpgradeRecord> last = files.last();
        if (last.isEmpty() || (!isOrphaned(last.get()) && !isConfirmed(last.get()))) {
            return last;
        }
        // Its last word may have come between the two looks.
        UpgradeRecord attempt = files.last().orElseThrow();
        if (isConfirmed(attempt)) {
            UpgradeRecord ended = attempt.end(State.SUCCEEDED, "", now());
            files.save(ended);
            return Optional.of(ended);
        }
        if (!isOrphaned(attempt)) {
            return Optional.of(attempt);
        }
        UpgradeRecord ended =
                attempt.end(State.FAILED, "It was interrupted. What runs is as it was; begin again.", now());
        clear(ended);
        files.say(ended, ended.progress().detail());
        files.save(ended);
        return Optional.of(ended);
    }

    private boolean isOrphaned(UpgradeRecord attempt) {
        boolean needsWorker = attempt.state() == State.WRITING
                || (attempt.state() == State.CHANGING_OVER && !attempt.course().armed());
        return needsWorker && !isWorkerActive();
    }

    /** A release of the services that was found well, and its marker taken away, but interrupted before that was written down. */
    private boolean isConfirmed(UpgradeRecord attempt) {
        return attempt.state() == State.TRYING
                && attempt.course().releases() != null
                && !Files.exists(places.marker())
                && !isWorkerActive();
    }

    private boolean isWorkerActive() {
        return programs.run("systemctl", "is-active", "--quiet", WORKER).succeeded();
    }

    /** Takes away what an attempt that came to nothing leaves; what it wrote of the other slot must not be started. */
    private void clear(UpgradeRecord attempt) throws IOException {
        Slot entered = attempt.course().entered();
        SlotNotes notes = files.slots();
        if (entered != null
                && attempt.kind() == Kind.SYSTEM
                && notes.of(entered).filter(note -> note.use() == Use.WRITTEN).isPresent()) {
            files.save(notes.with(entered, Use.UNUSABLE, "", now()));
        }
        Files.deleteIfExists(places.spool());
    }

    /** Where one can return to, and how. */
    private record WayBack(UpgradeStatus.Before before, Course course) {}

    /** All of them, what ran last first. */
    private List<WayBack> waysBack() throws IOException {
        List<WayBack> ways = new ArrayList<>();
        Slot booted = booted().orElse(null);
        DataByOwner data = places.dataByOwner(programs);
        Releases releases = places.releases();
        for (String release : releases.others()) {
            String owner = DataByOwner.ownerOf(booted, release);
            if (data.isKept(owner)) {
                String version =
                        InstalledRelease.versionAt(releases.at(release)).toString();
                ways.add(new WayBack(
                        new UpgradeStatus.Before(version, data.keptSince(owner), Kind.APPLICATION),
                        Course.within(booted, new ReleaseChange(releases.current(), release))));
            }
        }
        if (booted != null && data.isKept(booted.other().toString())) {
            files.slots()
                    .of(booted.other())
                    .filter(note -> note.use() == Use.LEFT)
                    .map(note -> new UpgradeStatus.Before(note.version(), note.since(), Kind.SYSTEM))
                    .ifPresent(before -> ways.add(new WayBack(before, Course.between(booted))));
        }
        ways.sort(Comparator.comparing((WayBack way) -> way.before().until()).reversed());
        return ways;
    }

    private void refuseWhileUnderWay() throws IOException {
        Optional<UpgradeRecord> last = settled().filter(attempt -> !attempt.isOver());
        if (last.isPresent()) {
            UpgradeRecord attempt = last.get();
            throw refused("Upgrade " + attempt.id() + ", begun by " + attempt.startedBy() + " at " + attempt.startedAt()
                    + ", is under way: " + attempt.state() + ", "
                    + attempt.progress().step()
                    + ". Wait for its end, or abandon it.");
        }
    }

    private UpgradeRecord current(String id) throws IOException {
        return settled()
                .filter(attempt -> attempt.id().equals(id))
                .orElseThrow(() -> new ControlException(
                        Reason.NOT_FOUND, "Upgrade " + id + " is not the last one; see its state in the history."));
    }

    private Optional<Slot> booted() throws IOException {
        return Slot.booted(places.commandLine());
    }

    private String version() throws IOException {
        return InstalledRelease.of(places).version().toString();
    }

    private void systemd(String verb, String unit) {
        ProgramResult result = programs.run("systemctl", verb, unit);
        if (!result.succeeded()) {
            throw refused("systemd refuses to " + verb + " " + unit + ": " + result.complaint());
        }
    }

    private Instant now() {
        return clock.instant();
    }

    private static ControlException refused(String why) {
        return new ControlException(Reason.FAILED, why);
    }

    /** An answer that needs the disk. */
    @FunctionalInterface
    private interface Question<T extends @Nullable Object> {
        T answer() throws IOException;
    }

    private static <T> T ask(Question<T> question) {
        try {
            return question.answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
