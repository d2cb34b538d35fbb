package org.sallyport.management.api.upgrade;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
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
        NodePair pair,
        BooleanSupplier databaseAvailable,
        LongSupplier databaseSize,
        Supplier<List<Alarm>> alarms,
        BackupBefore before,
        Clock clock) {
    /** A backup that is older says little of what is here. */
    private static final Duration FRESH = Duration.ofDays(1);

    private static final String BACKUP = "backup";

    /** Of the package that may be installed next: the newest that is proven, else of any. */
    List<Finding> of(UpgradeStatus status, List<UpgradePackage> packages) {
        for (UpgradePackage one : packages) {
            UpgradePackage.Contents contents = one.contents();
            if (one.state() == UpgradePackage.State.PROVEN && contents != null) {
                return of(status, contents.kind(), one.size());
            }
        }
        return of(status, status.slot().isEmpty() ? PackageKind.APPLICATION : PackageKind.SYSTEM, 0);
    }

    /** Of a package of some kind and size, in bytes; 0 while that is not known. */
    List<Finding> of(UpgradeStatus status, PackageKind kind, long size) {
        List<Finding> findings = new ArrayList<>();
        findings.add(kind == PackageKind.SYSTEM ? slot(status) : releases());
        findings.add(new SpaceCheck(status.space(), !status.slot().isEmpty(), size, databaseSize.getAsLong()).of(kind));
        findings.add(attempt(status));
        findings.add(pair.finding());
        findings.add(trial());
        findings.add(database());
        findings.add(backup());
        findings.add(calls());
        findings.add(health());
        return findings;
    }

    private static Finding slot(UpgradeStatus status) {
        return status.slot().isEmpty()
                ? Finding.obstacle(
                        "system",
                        "The operating system of this machine is not ours, so that there is no second place for another.",
                        "Upgrade by the machine's own packages, or by one for the services alone.")
                : Finding.good("system", "It runs in slot " + status.slot() + "; the other is free.");
    }

    private static Finding releases() {
        return Finding.good("system", "The services alone change; the operating system goes on.");
    }

    private static Finding attempt(UpgradeStatus status) {
        return status.attempt()
                .filter(attempt -> !attempt.state().isOver())
                .map(attempt -> Finding.obstacle(
                        "other upgrade",
                        "One to " + attempt.to() + " that " + attempt.startedBy() + " started is under way.",
                        "Wait for its end, or abandon it."))
                .orElseGet(() -> Finding.good("other upgrade", "None is under way."));
    }

    private Finding trial() {
        return host.status()
                .trial()
                .map(trial -> Finding.obstacle(
                        "network",
                        "The network of revision " + trial.revision() + " is on trial until " + trial.deadline() + ".",
                        "Confirm it or roll it back first."))
                .orElseGet(() -> Finding.good("network", "No change of it is on trial."));
    }

    private Finding database() {
        return databaseAvailable.getAsBoolean()
                ? Finding.good("database", "It answers.")
                : Finding.obstacle(
                        "database",
                        "It cannot be reached, so that what is new could not take over its tables.",
                        "See the alarm about it.");
    }

    private Finding backup() {
        Optional<Instant> newest;
        try {
            newest = before.newest();
        } catch (IOException e) {
            return Finding.obstacle(
                    BACKUP,
                    "The backups cannot be read: " + e.getMessage(),
                    "See that the disk is there and has space.");
        }
        String age = newest.map(this::age).orElse("There is no backup of this machine here.");
        if (before.isPossible()) {
            return Finding.good(BACKUP, "One is made before anything is written. " + age);
        }
        String instead =
                " None is made before, for no passphrase is set; the copy of this slot's data that is put aside at the"
                        + " change over stands in, on the same disk.";
        boolean isFresh =
                newest.filter(at -> at.isAfter(clock.instant().minus(FRESH))).isPresent();
        return isFresh
                ? Finding.good(BACKUP, age + instead)
                : Finding.advice(
                        BACKUP,
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
                    ? Finding.good("calls", "None is in progress.")
                    : Finding.advice(
                            "calls",
                            calls + (calls == 1 ? " is" : " are") + " in progress.",
                            "They go on while it is written; change over without calls to wait for their end.");
        } catch (ControlException e) {
            return Finding.advice("calls", "The director does not answer, so that no call is carried.", "");
        }
    }

    private Finding health() {
        List<String> critical = alarms.get().stream()
                .filter(alarm -> alarm.severity() == Alarm.Severity.CRITICAL)
                .map(Alarm::text)
                .toList();
        return critical.isEmpty()
                ? Finding.good("health", "No critical alarm lasts.")
                : Finding.advice(
                        "health",
                        "Critical alarms last: " + String.join(" ", critical),
                        "Settle them first if you can, for what is new is judged by what works after it.");
    }
}
