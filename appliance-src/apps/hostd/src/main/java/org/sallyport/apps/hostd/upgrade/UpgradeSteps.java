package org.sallyport.apps.hostd.upgrade;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
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
    private final Clock clock = Clock.systemUTC();
    private final Programs programs = new SystemPrograms(PROGRAM_LIMIT);

    /** Steps that ask the director at a socket. */
    public UpgradeSteps(UpgradePlaces places, Path directorSocket) {
        this.places = places;
        this.directorSocket = directorSocket;
    }

    /** Does what the attempt under way asks for: writes, or changes over. */
    public int work() throws IOException {
        UpgradeFiles files = new UpgradeFiles(places, clock);
        Optional<UpgradeRecord> attempt = files.last();
        if (attempt.isPresent() && attempt.get().state() == State.WRITING) {
            new Writing(places, files, programs, clock, attempt.get()).run();
        } else if (attempt.isPresent()
                && attempt.get().state() == State.CHANGING_OVER
                && !attempt.get().course().armed()) {
            try (Deadlines deadlines = new Deadlines(new LiveObjects())) {
                new ChangingOver(places, files, programs, health(deadlines), clock).run(attempt.get());
            }
        }
        return 0;
    }

    /** Sees that the slot that was started has the data that are its own. */
    public int startSlot() throws IOException {
        new SlotStart(places, new UpgradeFiles(places, clock), programs, clock).run();
        return 0;
    }

    /** Waits until what is new is well, or returns. */
    public int confirm() throws IOException, InterruptedException {
        try (Deadlines deadlines = new Deadlines(new LiveObjects())) {
            new Confirming(
                            places,
                            new UpgradeFiles(places, clock),
                            programs,
                            health(deadlines),
                            clock,
                            new SystemStopwatch())
                    .run();
        }
        return 0;
    }

    private ServiceHealth health(Deadlines deadlines) {
        RemoteDirector director = new RemoteDirector(new ControlClient(directorSocket, DIRECTOR_LIMIT, deadlines));
        return new ServiceHealth(programs, director::status, director::alarms);
    }

    /** That of the kernel. */
    private static final class SystemStopwatch implements Confirming.Stopwatch {
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
