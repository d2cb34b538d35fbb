package org.sallyport.management.api.upgrade;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.file.AtomicFile;
import org.sallyport.base.json.Json;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.director.DirectorControl;
import org.sallyport.core.control.upgrade.UpgradeAttempt;
import org.sallyport.core.control.upgrade.UpgradeAttempt.State;
import org.sallyport.core.control.upgrade.UpgradeControl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads an attempt from what is written to what runs: it keeps new calls away, waits for those in progress, and has the machine
 * change over. What it is to do lasts in a file, so that another start of the process goes on with it. Thread-safe.
 */
final class UpgradeConductor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UpgradeConductor.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** New calls are admitted again so long after this process is gone. */
    private static final Duration HOLD_OFF = Duration.ofSeconds(15);

    private final UpgradeControl upgrades;
    private final DirectorControl director;
    private final PackageStore packages;
    private final Path file;
    private final Clock clock;
    private final Deadlines deadlines;
    private @Nullable Plan plan;
    private boolean closed;

    /**
     * What is to become of an attempt.
     *
     * @param attempt its identifier
     * @param packageId the package that it is about; none for a return
     * @param waitingSince when new calls began to be refused
     * @param calls that were in progress when they were last counted
     */
    record Plan(
            String attempt,
            @Nullable String packageId,
            ChangeOver changeOver,
            @Nullable Instant waitingSince,
            @Nullable Integer calls) {
        Plan with(ChangeOver other) {
            return new Plan(attempt, packageId, other, waitingSince, calls);
        }

        Plan waiting(Instant since, int inProgress) {
            return new Plan(attempt, packageId, changeOver, since, inProgress);
        }
    }

    /** With the file that holds what is to be done. */
    UpgradeConductor(
            UpgradeControl upgrades,
            DirectorControl director,
            PackageStore packages,
            Path file,
            Clock clock,
            Deadlines deadlines)
            throws IOException {
        this.upgrades = upgrades;
        this.director = director;
        this.packages = packages;
        this.file = file;
        this.clock = clock;
        this.deadlines = deadlines;
        this.plan = read(file);
        look();
    }

    private static @Nullable Plan read(Path file) throws IOException {
        try {
            return Json.read(Files.readString(file), Plan.class);
        } catch (NoSuchFileException e) {
            return null;
        } catch (JsonProcessingException e) {
            LOG.warn("{} is damaged; what an upgrade waits for must be said anew: {}", file, e.getOriginalMessage());
            return null;
        }
    }

    synchronized Optional<Plan> plan() {
        return Optional.ofNullable(plan);
    }

    /**
     * Has a package written, and knows what to do then.
     *
     * @param backup the name of the one that was made before
     */
    synchronized UpgradeAttempt begin(StoredPackage from, ChangeOver changeOver, String by, @Nullable String backup) {
        UpgradeAttempt begun = upgrades.write(from.file(), by, backup);
        keep(new Plan(begun.id(), from.now().id(), changeOver, null, null));
        return begun;
    }

    /** Leads back to a version that ran before. */
    synchronized UpgradeAttempt rollBack(String version, ChangeOver changeOver, String by) {
        UpgradeAttempt begun = upgrades.rollBack(version, by);
        keep(new Plan(begun.id(), null, changeOver, null, null));
        return begun;
    }

    /** Says when, of an attempt that has not changed over yet. */
    synchronized void changeOver(UpgradeAttempt attempt, ChangeOver changeOver) {
        Plan known = plan;
        keep(
                known != null && known.attempt().equals(attempt.id())
                        ? known.with(changeOver)
                        : new Plan(attempt.id(), null, changeOver, null, null));
    }

    /** Gives an attempt up; calls are admitted again. */
    synchronized UpgradeAttempt abandon(String attempt) {
        UpgradeAttempt abandoned = upgrades.abandon(attempt);
        forget();
        return abandoned;
    }

    private void look() {
        try {
            step();
        } catch (ControlException e) {
            // The machine or the director is starting, or about to stop.
            LOG.debug("The upgrade is looked at again: {}", e.getMessage());
        } catch (UncheckedIOException e) {
            // A full disk must not leave the upgrade without its conductor.
            LOG.warn("The upgrade is looked at again: {}", e.getMessage());
        }
        synchronized (this) {
            if (!closed) {
                deadlines.after("upgrade", INTERVAL, this::look);
            }
        }
    }

    private synchronized void step() {
        Plan known = plan;
        if (known == null || closed) {
            return;
        }
        Optional<UpgradeAttempt> attempt =
                upgrades.status().attempt().filter(one -> one.id().equals(known.attempt()));
        if (attempt.isEmpty() || attempt.get().state().isOver()) {
            String done = known.packageId();
            if (done != null && attempt.isPresent() && attempt.get().state() == State.SUCCEEDED) {
                packages.remove(done);
            }
            forget();
        } else if (attempt.get().state() == State.WRITTEN && isTime(known)) {
            LOG.info("attempt {} changes over", known.attempt());
            upgrades.changeOver(known.attempt());
        }
    }

    private boolean isTime(Plan known) {
        return switch (known.changeOver().when()) {
            case BY_HAND -> false;
            case AT_ONCE -> true;
            case WITHOUT_CALLS -> noCallIsLeft(known);
        };
    }

    private boolean noCallIsLeft(Plan known) {
        director.holdOffCalls(HOLD_OFF);
        int calls = director.calls().size();
        Instant since = Optional.ofNullable(known.waitingSince()).orElseGet(clock::instant);
        keep(known.waiting(since, calls));
        return calls == 0
                || !clock.instant().isBefore(since.plus(known.changeOver().patience()));
    }

    private void keep(Plan other) {
        if (other.equals(plan)) {
            return;
        }
        plan = other;
        try {
            AtomicFile.write(file, Json.write(other), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void forget() {
        Plan known = plan;
        plan = null;
        try {
            AtomicFile.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (known != null && known.waitingSince() != null) {
            admitAgain();
        }
    }

    private void admitAgain() {
        try {
            director.holdOffCalls(Duration.ZERO);
        } catch (ControlException e) {
            LOG.debug("New calls are admitted again within {}: {}", HOLD_OFF, e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
