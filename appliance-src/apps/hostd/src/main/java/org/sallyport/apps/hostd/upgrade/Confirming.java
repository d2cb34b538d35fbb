package org.sallyport.apps.hostd.upgrade;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.control.upgrade.UpgradeAttempt.State;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.host.slot.BootEnvironment;
import org.sallyport.core.host.slot.Slot;

/** Waits until what is new has shown that it is well and then lets it stay; else starts the machine anew, which returns. */
final class Confirming {
    /**
     * How long it may take. On hardware the services are up a minute after the start; under emulation on a busy machine 400 s were
     * seen. A machine that is not well is without calls so long.
     */
    static final Duration LIMIT = Duration.ofMinutes(10);

    /** It must be well for some looks in a row: a service that ends and is started anew looks well now and then. */
    private static final int LOOKS = 4;

    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final int LAST_WORDS = 20;

    private final UpgradePlaces places;
    private final UpgradeFiles files;
    private final Programs programs;
    private final Health health;
    private final Clock clock;
    private final Stopwatch stopwatch;

    Confirming(
            UpgradePlaces places,
            UpgradeFiles files,
            Programs programs,
            Health health,
            Clock clock,
            Stopwatch stopwatch) {
        this.places = places;
        this.files = files;
        this.programs = programs;
        this.health = health;
        this.clock = clock;
        this.stopwatch = stopwatch;
    }

    /** Time that no clock that is set changes: a time server may do so in the middle of a start. */
    interface Stopwatch {
        /** How long it has been running. */
        Duration elapsed();

        void pause(Duration duration) throws InterruptedException;
    }

    /** How the services are. */
    @FunctionalInterface
    interface Health {
        /** All that is not well, with what worked before. */
        List<String> faults(Set<String> worked);
    }

    void run() throws IOException, InterruptedException {
        Optional<UpgradeRecord> last = files.last().filter(attempt -> attempt.state() == State.TRYING);
        Slot booted = Slot.booted(places.commandLine()).orElse(null);
        if (last.isEmpty() || booted == null || booted != last.get().course().entered()) {
            return;
        }
        UpgradeRecord attempt = last.get();
        List<String> faults = await(attempt);
        if (faults.isEmpty()) {
            new BootEnvironment(places.bootEnvironment()).settle(booted);
            programs.run("systemctl", "stop", "sallyport-try-limit.timer");
            UpgradeRecord ended = attempt.end(State.SUCCEEDED, "", clock.instant());
            files.say(ended, "slot " + booted + " is well and stays");
            files.save(ended);
            Files.deleteIfExists(places.marker());
        } else {
            giveUp(attempt, faults);
        }
    }

    private List<String> await(UpgradeRecord attempt) throws IOException, InterruptedException {
        Duration end = stopwatch.elapsed().plus(LIMIT);
        List<String> told = List.of();
        int well = 0;
        while (true) {
            List<String> faults = health.faults(attempt.course().worked());
            well = faults.isEmpty() ? well + 1 : 0;
            if (well >= LOOKS) {
                return List.of();
            }
            if (!faults.equals(told)) {
                told = faults;
                files.say(attempt, faults.isEmpty() ? "all is well" : "not well yet: " + String.join("; ", faults));
            }
            if (stopwatch.elapsed().compareTo(end) > 0) {
                return faults.isEmpty() ? List.of("it was not well for long enough") : faults;
            }
            stopwatch.pause(BETWEEN);
        }
    }

    private void giveUp(UpgradeRecord attempt, List<String> faults) throws IOException {
        String why = String.join("; ", faults) + " after " + LIMIT.toMinutes() + " minutes";
        ProgramResult journal = programs.run(
                "journalctl",
                "--boot",
                "--lines=" + LAST_WORDS,
                "--no-pager",
                "--output=short-iso",
                "--priority=warning");
        for (String line : journal.output().lines().toList()) {
            files.say(attempt, "said: " + line);
        }
        files.say(attempt, "the machine returns: " + why);
        files.save(attempt.on(attempt.course().complain(why)));
        programs.run("systemctl", "--no-block", "reboot");
    }
}
