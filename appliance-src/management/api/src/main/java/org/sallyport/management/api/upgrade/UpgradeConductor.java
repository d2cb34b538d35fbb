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
 * Leads an attempt from what is written to what runs: it waits for its turn in a pair, moves calls to the other node, keeps new
 * ones away, waits for those in progress, and has the machine change over. What it is to do lasts in a file, so that another
 * start of the process goes on with it. Thread-safe.
 */
final class UpgradeConductor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UpgradeConductor.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** New calls are admitted again so long after this process is gone. */
    private static final Duration HOLD_OFF = Duration.ofSeconds(15);

    private final UpgradeControl upgrades;
    private final DirectorControl director;
    private final NodePair pair;
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
     * @param objection why the other node of the pair does not let it change over yet
     */
    record Plan(
            String attempt,
            @Nullable String packageId,
            ChangeOver changeOver,
            @Nullable Instant waitingSince,
            @Nullable Integer calls,
            @Nullable String objection) {
        static Plan of(UpgradeAttempt begun, @Nullable String packageId, ChangeOver changeOver) {
            return new Plan(begun.id(), packageId, changeOver, null, null, null);
        }

        Plan with(ChangeOver other) {
            return new Plan(attempt, packageId, other, waitingSince, calls, objection);
        }

        Plan waiting(Instant since, int inProgress) {
            return new Plan(attempt, packageId, changeOver, since, inProgress, objection);
        }

        Plan objected(@Nullable String why) {
            return new Plan(attempt, packageId, changeOver, waitingSince, calls, why);
        }
    }

    /** With the file that holds what is to be done. */
    UpgradeConductor(
            UpgradeControl upgrades,
            DirectorControl director,
            NodePair pair,
            PackageStore packages,
            Path file,
            Clock clock,
            Deadlines deadlines)
            throws IOException {
        this.upgrades = upgrades;
        this.director = director;
        this.pair = pair;
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
        keep(Plan.of(begun, from.now().id(), changeOver));
        return begun;
    }

    /** Leads back to a version that ran before. */
    synchronized UpgradeAttempt rollBack(String version, ChangeOver changeOver, String by) {
        UpgradeAttempt begun = upgrades.rollBack(version, by);
        keep(Plan.of(begun, null, changeOver));
        return begun;
    }

    /** Says when, of an attempt that has not changed over yet. */
    synchronized void changeOver(UpgradeAttempt attempt, ChangeOver changeOver) {
        if (changeOver.when() == ChangeOver.When.BY_HAND) {
            pair.leaveTurn();
        }
        Plan known = plan;
        keep(
                known != null && known.attempt().equals(attempt.id())
                        ? known.with(changeOver)
                        : Plan.of(attempt, null, changeOver));
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

    /** One node at a time; calls that the other node takes do not have to end. */
    private boolean isTime(Plan known) {
        if (known.changeOver().when() == ChangeOver.When.BY_HAND) {
            return false;
        }
        Plan now = known.objected(pair.takeTurn().orElse(null));
        keep(now);
        return now.objection() == null
                && pair.moveCalls()
                && (now.changeOver().when() == ChangeOver.When.AT_ONCE || noCallIsLeft(now));
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
        pair.leaveTurn();
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
