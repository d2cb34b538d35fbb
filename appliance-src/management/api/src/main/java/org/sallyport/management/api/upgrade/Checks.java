package org.sallyport.management.api.upgrade;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.director.DirectorControl;
import org.sallyport.core.control.host.HostControl;
import org.sallyport.core.control.upgrade.UpgradeStatus;
import org.sallyport.core.telemetry.alarms.Alarm;
import org.sallyport.management.api.backup.BackupBefore;
import org.sallyport.upgrade.format.PackageKind;

/** What to know before the system is changed: it says what is in the way, and what to do about it. */
record Checks(
        DirectorControl director,
        HostControl host,
        BooleanSupplier databaseAvailable,
        Supplier<List<Alarm>> alarms,
        BackupBefore before,
        Clock clock) {
    /** A backup that is older says little of what is here. */
    private static final Duration FRESH = Duration.ofDays(1);

    private static final String BACKUP = "backup";

    /** How much a finding matters. */
    enum Weight {
        /** It is as it should be. */
        GOOD,
        /** One should know, and may go on. */
        ADVICE,
        /** Nothing is begun before this is settled. */
        OBSTACLE
    }

    /**
     * What was found.
     *
     * @param about what it is about, in a word or two
     * @param remedy what to do; empty when there is nothing to be done
     */
    record Finding(String about, Weight weight, String text, String remedy) {}

    /** Of a package of some kind. */
    List<Finding> of(UpgradeStatus status, PackageKind kind) {
        List<Finding> findings = new ArrayList<>();
        if (kind == PackageKind.SYSTEM) {
            findings.add(slot(status));
        }
        findings.add(attempt(status));
        findings.add(trial());
        findings.add(database());
        findings.add(backup());
        findings.add(calls());
        findings.add(health());
        return findings;
    }

    private static Finding slot(UpgradeStatus status) {
        return status.slot().isEmpty()
                ? new Finding(
                        "system",
                        Weight.OBSTACLE,
                        "The operating system of this machine is not ours, so that there is no second place for another.",
                        "Upgrade by the machine's own packages, or by one for the services alone.")
                : new Finding("system", Weight.GOOD, "It runs in slot " + status.slot() + "; the other is free.", "");
    }

    private static Finding attempt(UpgradeStatus status) {
        return status.attempt()
                .filter(attempt -> !attempt.state().isOver())
                .map(attempt -> new Finding(
                        "other upgrade",
                        Weight.OBSTACLE,
                        "One to " + attempt.to() + " that " + attempt.startedBy() + " started is under way.",
                        "Wait for its end, or abandon it."))
                .orElseGet(() -> new Finding("other upgrade", Weight.GOOD, "None is under way.", ""));
    }

    private Finding trial() {
        return host.status()
                .trial()
                .map(trial -> new Finding(
                        "network",
                        Weight.OBSTACLE,
                        "The network of revision " + trial.revision() + " is on trial until " + trial.deadline() + ".",
                        "Confirm it or roll it back first."))
                .orElseGet(() -> new Finding("network", Weight.GOOD, "No change of it is on trial.", ""));
    }

    private Finding database() {
        return databaseAvailable.getAsBoolean()
                ? new Finding("database", Weight.GOOD, "It answers.", "")
                : new Finding(
                        "database",
                        Weight.OBSTACLE,
                        "It cannot be reached, so that what is new could not take over its tables.",
                        "See the alarm about it.");
    }

    private Finding backup() {
        Optional<Instant> newest;
        try {
            newest = before.newest();
        } catch (IOException e) {
            return new Finding(
                    BACKUP,
                    Weight.OBSTACLE,
                    "The backups cannot be read: " + e.getMessage(),
                    "See that the disk is there and has space.");
        }
        String age = newest.map(this::age).orElse("There is no backup of this machine here.");
        if (before.isPossible()) {
            return new Finding(BACKUP, Weight.GOOD, "One is made before anything is written. " + age, "");
        }
        String instead =
                " None is made before, for no passphrase is set; the copy of this slot's data that is put aside at the"
                        + " change over stands in, on the same disk.";
        boolean isFresh =
                newest.filter(at -> at.isAfter(clock.instant().minus(FRESH))).isPresent();
        return isFresh
                ? new Finding(BACKUP, Weight.GOOD, age + instead, "")
                : new Finding(
                        BACKUP,
                        Weight.ADVICE,
                        age + instead,
                        "Make a backup and keep it elsewhere, or set management.backup to have one made by itself.");
    }

    private String age(Instant newest) {
        Duration age = Duration.between(newest, clock.instant());
        String words =
                age.compareTo(FRESH) < 0 ? "less than a day" : age.toDays() == 1 ? "a day" : age.toDays() + " days";
        return "The newest backup here is " + words + " old.";
    }

    private Finding calls() {
        try {
            int calls = director.calls().size();
            return calls == 0
                    ? new Finding("calls", Weight.GOOD, "None is in progress.", "")
                    : new Finding(
                            "calls",
                            Weight.ADVICE,
                            calls + (calls == 1 ? " is" : " are") + " in progress.",
                            "They go on while it is written; change over without calls to wait for their end.");
        } catch (ControlException e) {
            return new Finding("calls", Weight.ADVICE, "The director does not answer, so that no call is carried.", "");
        }
    }

    private Finding health() {
        List<String> critical = alarms.get().stream()
                .filter(alarm -> alarm.severity() == Alarm.Severity.CRITICAL)
                .map(Alarm::text)
                .toList();
        return critical.isEmpty()
                ? new Finding("health", Weight.GOOD, "No critical alarm lasts.", "")
                : new Finding(
                        "health",
                        Weight.ADVICE,
                        "Critical alarms last: " + String.join(" ", critical),
                        "Settle them first if you can, for what is new is judged by what works after it.");
    }
}
