package org.sallyport.apps.hostd.upgrade;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Optional;
import org.sallyport.core.control.upgrade.UpgradeAttempt.State;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.host.slot.BootEnvironment;
import org.sallyport.core.host.slot.Slot;

/** Waits until what is new has shown that it is well and then lets it stay; else starts the machine anew, which returns. */
final class Confirming {
    private final UpgradePlaces places;
    private final UpgradeFiles files;
    private final Programs programs;
    private final Trial trial;
    private final Clock clock;

    Confirming(UpgradePlaces places, UpgradeFiles files, Programs programs, Trial trial, Clock clock) {
        this.places = places;
        this.files = files;
        this.programs = programs;
        this.trial = trial;
        this.clock = clock;
    }

    void run() throws IOException, InterruptedException {
        Optional<UpgradeRecord> last = files.last().filter(attempt -> attempt.state() == State.TRYING);
        Slot booted = Slot.booted(places.commandLine()).orElse(null);
        if (last.isEmpty() || booted == null || booted != last.get().course().entered()) {
            return;
        }
        UpgradeRecord attempt = last.get();
        Optional<String> complaint = trial.complaint(attempt);
        if (complaint.isEmpty()) {
            new BootEnvironment(places.bootEnvironment()).settle(booted);
            programs.run("systemctl", "stop", "sallyport-try-limit.timer");
            UpgradeRecord ended = attempt.end(State.SUCCEEDED, "", clock.instant());
            files.say(ended, "slot " + booted + " is well and stays");
            files.save(ended);
            Files.deleteIfExists(places.marker());
        } else {
            giveUp(attempt, complaint.get());
        }
    }

    private void giveUp(UpgradeRecord attempt, String why) throws IOException {
        files.say(attempt, "the machine returns: " + why);
        files.save(attempt.on(attempt.course().complain(why)));
        programs.run("systemctl", "--no-block", "reboot");
    }
}
