package org.sallyport.apps.hostd.upgrade;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.control.upgrade.UpgradeAttempt;
import org.sallyport.core.control.upgrade.UpgradeAttempt.Kind;
import org.sallyport.core.control.upgrade.UpgradeAttempt.State;
import org.sallyport.core.host.slot.Slot;

/**
 * An attempt as it lies on the disk. A release before and a release after read each other's: members that one does not know are
 * skipped, and none may change its meaning.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record UpgradeRecord(
        String id,
        Kind kind,
        Subject subject,
        String startedBy,
        Instant startedAt,
        @Nullable Instant endedAt,
        Progress progress,
        Course course) {

    /**
     * What it is about.
     *
     * @param path of the package
     * @param backup the name of the one that was made before
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Subject(
            String from,
            @Nullable String to,
            @Nullable String path,
            @Nullable String signedBy,
            @Nullable String backup) {}

    /** How far it is, as {@link UpgradeAttempt} has it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Progress(State state, String step, long done, long total, String detail) {}

    /**
     * What must be known on the other side of the change over.
     *
     * @param left slot that ran when it began; none where there are no slots
     * @param entered slot that it leads to; none where only the services change
     * @param releases of the services, where only they change
     * @param armed whether the boot menu was told to try it
     * @param worked what worked before, by name
     * @param complaint what was not well with what is new, as that saw it
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Course(
            @Nullable Slot left,
            @Nullable Slot entered,
            @Nullable ReleaseChange releases,
            boolean armed,
            Set<String> worked,
            String complaint) {
        Course {
            worked = Set.copyOf(worked);
        }

        static Course between(@Nullable Slot left) {
            return new Course(left, left == null ? null : left.other(), null, false, Set.of(), "");
        }

        /** Within the system that runs. */
        static Course within(@Nullable Slot slot, ReleaseChange releases) {
            return new Course(slot, null, releases, false, Set.of(), "");
        }

        Course arm(Set<String> working) {
            return new Course(left, entered, releases, true, working, complaint);
        }

        Course complain(String text) {
            return new Course(left, entered, releases, armed, worked, text);
        }
    }

    /** From one release of the services to another, by the names of their directories. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReleaseChange(String left, String entered) {}

    UpgradeRecord of(Kind other, Subject about) {
        return new UpgradeRecord(id, other, about, startedBy, startedAt, endedAt, progress, course);
    }

    UpgradeRecord on(Course other) {
        return new UpgradeRecord(id, kind, subject, startedBy, startedAt, endedAt, progress, other);
    }

    /** At another step of the same state. */
    UpgradeRecord at(String step, long done, long total) {
        return with(new Progress(progress.state(), step, done, total, ""));
    }

    /** In another state that does not end it. */
    UpgradeRecord in(State state, String step, String detail) {
        return with(new Progress(state, step, progress.done(), progress.total(), detail));
    }

    UpgradeRecord end(State state, String detail, Instant when) {
        return new UpgradeRecord(
                id,
                kind,
                subject,
                startedBy,
                startedAt,
                when,
                new Progress(state, progress.step(), progress.done(), progress.total(), detail),
                course);
    }

    State state() {
        return progress.state();
    }

    boolean isOver() {
        return state().isOver();
    }

    UpgradeAttempt shown() {
        String path = subject.path();
        return new UpgradeAttempt(
                id,
                kind,
                subject.from(),
                subject.to(),
                path == null ? null : path.substring(path.lastIndexOf('/') + 1),
                subject.signedBy(),
                startedBy,
                subject.backup(),
                startedAt,
                endedAt,
                state(),
                progress.step(),
                progress.done(),
                progress.total(),
                progress.detail());
    }

    private UpgradeRecord with(Progress other) {
        return new UpgradeRecord(id, kind, subject, startedBy, startedAt, endedAt, other, course);
    }
}
