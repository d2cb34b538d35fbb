package org.sallyport.management.api;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.control.ControlException;
import org.sallyport.core.control.upgrade.UpgradeAttempt;
import org.sallyport.core.control.upgrade.UpgradeAttempt.Kind;
import org.sallyport.core.control.upgrade.UpgradeAttempt.State;
import org.sallyport.core.control.upgrade.UpgradeControl;
import org.sallyport.core.control.upgrade.UpgradeSpace;
import org.sallyport.core.control.upgrade.UpgradeStatus;

/** Upgrades without slots: an attempt is where a test puts it. */
final class ScriptedUpgrades implements UpgradeControl {
    static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");

    private final List<String> told = new ArrayList<>();
    private @Nullable UpgradeAttempt attempt;
    private List<UpgradeStatus.Before> before = List.of();
    private String slot = "a";
    private UpgradeSpace space = new UpgradeSpace(1L << 34, 1L << 33, 1L << 32);

    /** What it was told to do. */
    synchronized List<String> told() {
        return List.copyOf(told);
    }

    /** The attempt under way gets so far. */
    synchronized void reach(State state) {
        UpgradeAttempt now = underWay();
        attempt = new UpgradeAttempt(
                now.id(),
                now.kind(),
                now.from(),
                "1.1.0",
                now.file(),
                "the publisher",
                now.startedBy(),
                now.backup(),
                now.startedAt(),
                state.isOver() ? AT : null,
                state,
                "Step " + state + ".",
                state == State.WRITING ? 5 : 10,
                10,
                "");
    }

    /** It is a system with that space; without slots where there is none in one. */
    synchronized void has(UpgradeSpace other) {
        slot = other.slot() == 0 ? "" : "a";
        space = other;
    }

    /** There is something to go back to: a release of the services, and the other slot. */
    synchronized void ranBefore(String release, String system) {
        before = List.of(
                new UpgradeStatus.Before(release, AT, Kind.APPLICATION),
                new UpgradeStatus.Before(system, AT, Kind.SYSTEM));
    }

    @Override
    public synchronized UpgradeStatus status() {
        return new UpgradeStatus(
                "1.0.0",
                "debian-12",
                "x86-64-v3",
                1,
                0,
                slot,
                "/data/packages",
                space,
                before,
                Optional.ofNullable(attempt));
    }

    @Override
    public synchronized List<UpgradeAttempt> history() {
        return Optional.ofNullable(attempt)
                .filter(one -> one.state().isOver())
                .map(List::of)
                .orElse(List.of());
    }

    @Override
    public synchronized List<String> log(String id) {
        if (attempt == null || !attempt.id().equals(id)) {
            throw new ControlException(ControlException.Reason.NOT_FOUND, "There is no attempt " + id + ".");
        }
        return List.of("first", "last");
    }

    @Override
    public synchronized UpgradeAttempt write(Path file, String startedBy, @Nullable String backup) {
        told.add("write");
        return begin(Kind.SYSTEM, file.getFileName().toString(), startedBy, backup, State.WRITING);
    }

    @Override
    public synchronized UpgradeAttempt rollBack(@Nullable String version, String startedBy) {
        told.add("roll back to " + version);
        return begin(Kind.ROLL_BACK, null, startedBy, null, State.WRITTEN);
    }

    @Override
    public synchronized void openMedia() {
        told.add("open media");
    }

    private UpgradeAttempt begin(
            Kind kind, @Nullable String file, String startedBy, @Nullable String backup, State state) {
        attempt = new UpgradeAttempt(
                Integer.toString(told.size()),
                kind,
                "1.0.0",
                null,
                file,
                null,
                startedBy,
                backup,
                AT,
                null,
                state,
                "It begins.",
                0,
                0,
                "");
        return attempt;
    }

    @Override
    public synchronized UpgradeAttempt changeOver(String id) {
        told.add("change over");
        reach(State.CHANGING_OVER);
        return underWay();
    }

    @Override
    public synchronized UpgradeAttempt abandon(String id) {
        if (underWay().state() == State.CHANGING_OVER) {
            throw new ControlException(ControlException.Reason.FAILED, "It changes over already.");
        }
        told.add("abandon");
        reach(State.ABANDONED);
        return underWay();
    }

    private UpgradeAttempt underWay() {
        if (attempt == null) {
            throw new ControlException(ControlException.Reason.NOT_FOUND, "No attempt is under way.");
        }
        return attempt;
    }
}
