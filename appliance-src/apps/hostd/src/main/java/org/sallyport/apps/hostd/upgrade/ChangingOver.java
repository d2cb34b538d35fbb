package org.sallyport.apps.hostd.upgrade;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Set;
import org.sallyport.apps.hostd.upgrade.SlotNotes.Use;
import org.sallyport.base.file.AtomicFile;
import org.sallyport.core.control.upgrade.UpgradeAttempt.Kind;
import org.sallyport.core.control.upgrade.UpgradeAttempt.State;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.host.slot.BootEnvironment;
import org.sallyport.core.host.slot.DataByOwner;
import org.sallyport.core.host.slot.Slot;

/** Lets the next start of the machine try the other slot, once, and starts it. */
final class ChangingOver {
    private final UpgradePlaces places;
    private final UpgradeFiles files;
    private final Programs programs;
    private final Working working;
    private final Clock clock;

    ChangingOver(UpgradePlaces places, UpgradeFiles files, Programs programs, Working working, Clock clock) {
        this.places = places;
        this.files = files;
        this.programs = programs;
        this.working = working;
        this.clock = clock;
    }

    /** What must work afterwards too. */
    @FunctionalInterface
    interface Working {
        /** Names of what works now. */
        Set<String> now();
    }

    void run(UpgradeRecord attempt) throws IOException {
        Slot left = attempt.course().left();
        Slot entered = attempt.course().entered();
        BootEnvironment boot = new BootEnvironment(places.bootEnvironment());
        try {
            if (left == null || entered == null) {
                throw new IOException("This system has no second slot.");
            }
            prepare(attempt, left);
            UpgradeRecord armed = attempt.on(attempt.course().arm(working.now()))
                    .in(State.CHANGING_OVER, "starts slot " + entered, "");
            files.save(files.slots().with(left, Use.LEFT, attempt.subject().from(), clock.instant()));
            AtomicFile.write(places.marker(), attempt.id(), true);
            files.save(armed);
            boot.settle(left);
            boot.tryOnce(entered);
            files.say(armed, "the machine starts anew, from slot " + entered);
            ProgramResult result = programs.run("systemctl", "--no-block", "reboot");
            if (!result.succeeded()) {
                throw new IOException("systemd refuses to start the machine anew: " + result.complaint());
            }
        } catch (IOException e) {
            giveUp(attempt, String.valueOf(e.getMessage()));
            if (left != null) {
                boot.settle(left);
            }
        }
    }

    private void prepare(UpgradeRecord attempt, Slot left) throws IOException {
        DataByOwner data = places.dataByOwner(programs);
        // Data of a slot that runs are those in use; anything else by that name is a leftover.
        data.forget(left.toString());
        if (attempt.kind() != Kind.ROLL_BACK) {
            data.requireRoom();
        }
    }

    private void giveUp(UpgradeRecord attempt, String why) throws IOException {
        UpgradeRecord ended = attempt.end(State.FAILED, why, clock.instant());
        files.say(ended, "not changed over: " + why);
        files.save(ended);
        Files.deleteIfExists(places.marker());
    }
}
