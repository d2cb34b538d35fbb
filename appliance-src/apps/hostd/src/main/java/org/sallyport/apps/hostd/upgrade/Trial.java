package org.sallyport.apps.hostd.upgrade;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.host.program.ProgramResult;
import org.sallyport.core.host.program.Programs;

/** Sees whether what is new is well, for long enough and in time. */
final class Trial {
    /** It must be well for some looks in a row: a service that ends and is started anew looks well now and then. */
    private static final int LOOKS = 4;

    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final int LAST_WORDS = 20;

    private final Health health;
    private final Stopwatch stopwatch;
    private final Duration limit;
    private final UpgradeFiles files;
    private final Programs programs;

    Trial(Health health, Stopwatch stopwatch, Duration limit, UpgradeFiles files, Programs programs) {
        this.health = health;
        this.stopwatch = stopwatch;
        this.limit = limit;
        this.files = files;
        this.programs = programs;
    }

    /** How the services are. */
    @FunctionalInterface
    interface Health {
        /** All that is not well, with what worked before. */
        List<String> faults(Set<String> worked);

        /** Whether waiting is of no use: a service is down and nothing starts it anew. */
        default boolean isHopeless() {
            return false;
        }
    }

    /** Time that no clock that is set changes: a time server may do so in the middle of a start. */
    interface Stopwatch {
        /** How long it has been running. */
        Duration elapsed();

        void pause(Duration duration) throws InterruptedException;
    }

    /** Waits; what is not well in the end and since when, nothing when all is. */
    Optional<String> complaint(UpgradeRecord attempt) throws IOException, InterruptedException {
        Duration began = stopwatch.elapsed();
        List<String> told = List.of();
        int well = 0;
        int hopeless = 0;
        while (true) {
            List<String> faults = health.faults(attempt.course().worked());
            well = faults.isEmpty() ? well + 1 : 0;
            hopeless = !faults.isEmpty() && health.isHopeless() ? hopeless + 1 : 0;
            if (well >= LOOKS) {
                return Optional.empty();
            }
            if (!faults.equals(told)) {
                told = faults;
                files.say(attempt, faults.isEmpty() ? "all is well" : "not well yet: " + String.join("; ", faults));
            }
            Duration waited = stopwatch.elapsed().minus(began);
            if (hopeless >= LOOKS || waited.compareTo(limit) > 0) {
                keepLastWords(attempt);
                String what = faults.isEmpty() ? "it was not well for long enough" : String.join("; ", faults);
                return Optional.of(what + " after " + words(waited));
            }
            stopwatch.pause(BETWEEN);
        }
    }

    private static String words(Duration waited) {
        return waited.compareTo(Duration.ofMinutes(2)) < 0
                ? waited.toSeconds() + " seconds"
                : waited.toMinutes() + " minutes";
    }

    /** Keeps in the log of an attempt what the system said last. */
    private void keepLastWords(UpgradeRecord attempt) throws IOException {
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
    }
}
