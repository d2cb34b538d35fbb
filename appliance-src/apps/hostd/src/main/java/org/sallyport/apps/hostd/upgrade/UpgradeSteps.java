package org.sallyport.apps.hostd.upgrade;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.sallyport.apps.hostd.upgrade.UpgradeRecord.ReleaseChange;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.control.ControlClient;
import org.sallyport.core.control.director.RemoteDirector;
import org.sallyport.core.control.upgrade.UpgradeAttempt.State;
import org.sallyport.core.host.program.Programs;
import org.sallyport.core.host.program.SystemPrograms;

/** The steps of an upgrade that are processes of their own. */
public final class UpgradeSteps {
    /** Longer than a database of the largest size takes to be copied. */
    private static final Duration PROGRAM_LIMIT = Duration.ofHours(1);

    private static final Duration DIRECTOR_LIMIT = Duration.ofSeconds(10);

    private final UpgradePlaces places;
    private final Path directorSocket;
    private final Duration trial;
    private final Clock clock = Clock.systemUTC();
    private final Programs programs = new SystemPrograms(PROGRAM_LIMIT);

    /**
     * Steps that ask the director at a socket.
     *
     * @param trial how long what is new may take until it is well
     */
    public UpgradeSteps(UpgradePlaces places, Path directorSocket, Duration trial) {
        this.places = places;
        this.directorSocket = directorSocket;
        this.trial = trial;
    }

    /** Does what the attempt under way asks for: writes, or changes over; or leads back when it was interrupted in that. */
    public int work() throws IOException, InterruptedException {
        UpgradeFiles files = new UpgradeFiles(places, clock);
        Optional<UpgradeRecord> last = files.last();
        if (last.isEmpty()) {
            return 0;
        }
        UpgradeRecord attempt = last.get();
        ReleaseChange releases = attempt.course().releases();
        boolean changesOver = attempt.state() == State.CHANGING_OVER || attempt.state() == State.TRYING;
        if (attempt.state() == State.WRITING) {
            new Writing(places, files, programs, clock, attempt).run();
        } else if (changesOver && releases != null) {
            try (Deadlines deadlines = new Deadlines(new LiveObjects())) {
                ServiceHealth health = health(deadlines);
                new ChangingRelease(places, files, programs, health, trial(health, files), clock)
                        .run(attempt, releases);
            }
        } else if (attempt.state() == State.CHANGING_OVER && !attempt.course().armed()) {
            try (Deadlines deadlines = new Deadlines(new LiveObjects())) {
                new ChangingOver(places, files, programs, health(deadlines), clock).run(attempt);
            }
        }
        return 0;
    }

    /** Sees that what was started has the data that are its own. */
    public int startSlot() throws IOException {
        new SlotStart(places, new UpgradeFiles(places, clock), programs, clock).run();
        return 0;
    }

    /** Waits until what is new is well, or returns. */
    public int confirm() throws IOException, InterruptedException {
        UpgradeFiles files = new UpgradeFiles(places, clock);
        try (Deadlines deadlines = new Deadlines(new LiveObjects())) {
            new Confirming(places, files, programs, trial(health(deadlines), files), clock).run();
        }
        return 0;
    }

    private Trial trial(ServiceHealth health, UpgradeFiles files) {
        return new Trial(health, new SystemStopwatch(), trial, files, programs);
    }

    private ServiceHealth health(Deadlines deadlines) {
        RemoteDirector director = new RemoteDirector(new ControlClient(directorSocket, DIRECTOR_LIMIT, deadlines));
        return new ServiceHealth(programs, director::status, director::alarms);
    }

    /** That of the kernel. */
    private static final class SystemStopwatch implements Trial.Stopwatch {
        private final long began = System.nanoTime();

        @Override
        public Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - began);
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            Thread.sleep(duration);
        }
    }
}
