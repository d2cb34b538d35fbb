package org.sallyport.apps.hostd.upgrade;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.sallyport.apps.hostd.upgrade.SlotNotes.Use;
import org.sallyport.apps.hostd.upgrade.UpgradeRecord.ReleaseChange;
import org.sallyport.core.control.upgrade.UpgradeAttempt.Kind;
import org.sallyport.core.control.upgrade.UpgradeAttempt.State;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.host.slot.BootEnvironment;
import org.sallyport.core.host.slot.DataByOwner;
import org.sallyport.core.host.slot.Slot;

/**
 * The start of a machine that was changing over, before any service: what is new gets data of its own, and what comes back finds
 * those that it left. It may be interrupted, and then goes on at the next start.
 */
final class SlotStart {
    private final UpgradePlaces places;
    private final UpgradeFiles files;
    private final DataByOwner data;
    private final Programs programs;
    private final Clock clock;

    SlotStart(UpgradePlaces places, UpgradeFiles files, Programs programs, Clock clock) {
        this.places = places;
        this.files = files;
        this.data = places.dataByOwner(programs);
        this.programs = programs;
        this.clock = clock;
    }

    void run() throws IOException {
        Optional<UpgradeRecord> last = files.last();
        if (last.isEmpty() || last.get().isOver()) {
            Files.deleteIfExists(places.marker());
            return;
        }
        UpgradeRecord attempt = last.get();
        if (attempt.state() != State.CHANGING_OVER && attempt.state() != State.TRYING) {
            return;
        }
        ReleaseChange releases = attempt.course().releases();
        Slot booted = Slot.booted(places.commandLine()).orElse(null);
        if (releases != null) {
            new ReturningRelease(places, files, data, clock).run(attempt, releases);
        } else if (booted == null) {
            Files.deleteIfExists(places.marker());
        } else if (booted == attempt.course().entered()) {
            enter(attempt, booted);
        } else {
            comeBack(attempt, booted);
        }
    }

    private void enter(UpgradeRecord attempt, Slot entered) throws IOException {
        if (attempt.state() == State.TRYING) {
            return;
        }
        Effort keeping = Effort.begin();
        try {
            if (attempt.kind() == Kind.ROLL_BACK) {
                data.exchange(entered.other().toString(), entered.toString());
            } else {
                data.copyFor(entered.other().toString());
            }
            UpgradeRecord trying = attempt.in(State.TRYING, "shows whether it is well", "");
            files.save(trying);
            files.say(
                    trying,
                    "slot " + entered + " starts; the data of slot " + entered.other() + " are kept as they were ("
                            + keeping.words() + ")");
        } catch (IOException e) {
            // Services must not touch the only copy of the data: the machine returns before they start.
            files.save(attempt.on(attempt.course().complain("its data could not be kept: " + e.getMessage())));
            programs.run("systemctl", "--no-block", "reboot");
            throw e;
        }
    }

    private void comeBack(UpgradeRecord attempt, Slot left) throws IOException {
        Slot tried = left.other();
        new BootEnvironment(places.bootEnvironment()).settle(left);
        if (data.isKept(left.toString())) {
            data.exchange(tried.toString(), left.toString());
            files.say(attempt, "the data are as slot " + left + " left them");
        }
        SlotNotes notes = files.slots();
        if (attempt.kind() != Kind.ROLL_BACK) {
            data.forget(tried.toString());
            notes = notes.with(tried, Use.UNUSABLE, "", clock.instant());
        }
        files.save(notes);
        UpgradeRecord ended = attempt.end(State.RETURNED, reason(attempt, tried), clock.instant());
        files.say(ended, "returned to slot " + left + ": " + ended.progress().detail());
        files.save(ended);
        Files.deleteIfExists(places.marker());
    }

    private String reason(UpgradeRecord attempt, Slot tried) throws IOException {
        String complaint = attempt.course().complaint();
        if (!complaint.isEmpty()) {
            return "What is new was not well: " + complaint;
        }
        if (attempt.state() == State.CHANGING_OVER) {
            return "Slot " + tried
                    + " did not come as far as its services. See the screen of the machine while it starts.";
        }
        for (String line : journal()) {
            files.say(attempt, "slot " + tried + " said: " + line);
        }
        return "Slot " + tried
                + " stopped before it was known to be well; its last words are in the log of this upgrade.";
    }

    /** What the system said last whose start came before this one; the journal is on the data partition, for both slots. */
    private List<String> journal() {
        ProgramResult result = programs.run(
                "journalctl", "--boot=-1", "--lines=20", "--no-pager", "--output=short-iso", "--priority=warning");
        return result.succeeded() ? result.output().lines().toList() : List.of();
    }
}
