package org.sallyport.core.control.upgrade;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One upgrade, or one return to what ran before.
 *
 * @param id orders attempts by time
 * @param from the version that ran when it began
 * @param to the version it leads to; unknown until the package was read
 * @param file the name of the package; none for a return
 * @param signedBy whose signature the package bears, once it was proven
 * @param backup the name of the backup that was made before it; none if none was
 * @param endedAt when it was over
 * @param step what is done now, or was done last, in words
 * @param done bytes written of what is to be written
 * @param total bytes to be written; 0 while unknown
 * @param detail why it ended as it did, with the remedy; empty while all is well
 */
public record UpgradeAttempt(
        String id,
        Kind kind,
        String from,
        @Nullable String to,
        @Nullable String file,
        @Nullable String signedBy,
        String startedBy,
        @Nullable String backup,
        Instant startedAt,
        @Nullable Instant endedAt,
        State state,
        String step,
        long done,
        long total,
        String detail) {

    /** What is changed. */
    public enum Kind {
        /** The whole system, by a start of the machine. */
        SYSTEM,
        /** The services alone, by a start of theirs. */
        APPLICATION,
        /** Back to what ran before. */
        ROLL_BACK
    }

    /** How far it is. */
    public enum State {
        /** The package is proven and written beside what runs. */
        WRITING,
        /** It could change over. */
        WRITTEN,
        /** It is about to stop what runs. */
        CHANGING_OVER,
        /** What is new runs and must show that it is well. */
        TRYING,
        /** What is new was well and stays. */
        SUCCEEDED,
        /** What is new was not well; what was before runs again, with its data as they were. */
        RETURNED,
        /** Nothing was changed over. */
        FAILED,
        /** Somebody gave it up before it changed over. */
        ABANDONED;

        /** Whether nothing more will come of it. */
        public boolean isOver() {
            return this == SUCCEEDED || this == RETURNED || this == FAILED || this == ABANDONED;
        }
    }
}
