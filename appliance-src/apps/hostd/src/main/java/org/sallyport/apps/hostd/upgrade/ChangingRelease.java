package org.sallyport.apps.hostd.upgrade;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.apps.hostd.upgrade.UpgradeRecord.ReleaseChange;
import org.sallyport.base.file.AtomicFile;
import org.sallyport.core.control.upgrade.UpgradeAttempt.Kind;
import org.sallyport.core.control.upgrade.UpgradeAttempt.State;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.host.slot.DataByOwner;
import org.sallyport.core.host.slot.Releases;
import org.sallyport.core.host.slot.Slot;

/**
 * Changes over to another release of the services in the system that runs: it stops them, keeps the data, switches, starts them and
 * sees whether they are well, else leads back. All of it is done by the release before, so that what is new cannot get in the way;
 * whenever it is interrupted, what starts next leads back.
 */
final class ChangingRelease {
    private static final List<String> UNITS = List.of(
            "sallyport-manager.service",
            "sallyport-director.service",
            "sallyport-database.service",
            "sallyport-hostd.service");

    private final UpgradePlaces places;
    private final UpgradeFiles files;
    private final Programs programs;
    private final ChangingOver.Working working;
    private final Trial trial;
    private final Clock clock;
    private final DataByOwner data;
    private final Releases releases;

    ChangingRelease(
            UpgradePlaces places,
            UpgradeFiles files,
            Programs programs,
            ChangingOver.Working working,
            Trial trial,
            Clock clock) {
        this.places = places;
        this.files = files;
        this.programs = programs;
        this.working = working;
        this.trial = trial;
        this.clock = clock;
        this.data = places.dataByOwner(programs);
        this.releases = places.releases();
    }

    /** Begins it, or leads back when it was begun and interrupted. */
    void run(UpgradeRecord attempt, ReleaseChange change) throws IOException, InterruptedException {
        if (attempt.course().armed()) {
            leadBack(attempt, change);
            return;
        }
        UpgradeRecord armed;
        try {
            armed = arm(attempt, change);
        } catch (IOException e) {
            UpgradeRecord ended = attempt.end(State.FAILED, String.valueOf(e.getMessage()), clock.instant());
            files.say(ended, "not changed over: " + e.getMessage());
            files.save(ended);
            AtomicFile.delete(places.marker());
            return;
        }
        change(armed, change);
    }

    private UpgradeRecord arm(UpgradeRecord attempt, ReleaseChange change) throws IOException {
        // Data of what runs are those in use; anything else by that name is a leftover.
        data.forget(owner(attempt, change.left()));
        if (attempt.kind() != Kind.ROLL_BACK) {
            data.requireRoom();
        }
        UpgradeRecord armed = attempt.on(attempt.course().arm(working.now()))
                .in(State.CHANGING_OVER, "starts release " + change.entered(), "");
        AtomicFile.write(places.marker(), attempt.id() + " " + change.left() + "\n", true);
        files.save(armed);
        return armed;
    }

    private void change(UpgradeRecord armed, ReleaseChange change) throws IOException, InterruptedException {
        UpgradeRecord trying = armed.in(State.TRYING, "shows whether it is well", "");
        Optional<String> complaint;
        try {
            stop();
            Effort keeping = Effort.begin();
            keepData(armed, change);
            releases.switchTo(change.entered());
            files.save(trying);
            files.say(
                    trying,
                    "release " + change.entered() + " starts; the data of release " + change.left()
                            + " are kept as they were (" + keeping.words() + ")");
            start();
            complaint = trial.complaint(trying);
        } catch (IOException e) {
            leadBack(armed.on(armed.course().complain(String.valueOf(e.getMessage()))), change);
            return;
        }
        if (complaint.isEmpty()) {
            settle(trying, change);
        } else {
            leadBack(trying.on(trying.course().complain(complaint.get())), change);
        }
    }

    private void keepData(UpgradeRecord attempt, ReleaseChange change) throws IOException {
        String left = owner(attempt, change.left());
        if (attempt.kind() == Kind.ROLL_BACK) {
            data.exchange(left, owner(attempt, change.entered()));
        } else {
            data.copyFor(left);
        }
    }

    private void settle(UpgradeRecord attempt, ReleaseChange change) throws IOException {
        // From here on nothing leads back by itself; whoever reads the record before its end knows it by the missing
        // marker.
        AtomicFile.delete(places.marker());
        UpgradeRecord ended = attempt.end(State.SUCCEEDED, "", clock.instant());
        files.say(ended, "release " + change.entered() + " is well and stays");
        files.save(ended);
        for (String other : releases.others()) {
            if (!other.equals(change.left())) {
                data.forget(owner(attempt, other));
                releases.remove(other);
            }
        }
    }

    private void leadBack(UpgradeRecord attempt, ReleaseChange change) throws IOException {
        files.save(attempt);
        files.say(attempt, "release " + change.left() + " comes back");
        stop();
        new ReturningRelease(places, files, data, clock).run(attempt, change);
        start();
    }

    /** Waits until they have ended. */
    private void stop() throws IOException {
        systemd("stop");
    }

    /** Does not wait: whether they come is seen by how they are. */
    private void start() throws IOException {
        systemd("start", "--no-block");
    }

    private void systemd(String verb, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("systemctl", verb));
        command.addAll(List.of(options));
        command.addAll(UNITS);
        ProgramResult result = programs.run(command, "");
        if (!result.succeeded()) {
            throw new IOException("systemd refuses to " + verb + " the services: " + result.complaint());
        }
    }

    private static String owner(UpgradeRecord attempt, String release) {
        @Nullable Slot slot = attempt.course().left();
        return DataByOwner.ownerOf(slot, release);
    }
}
