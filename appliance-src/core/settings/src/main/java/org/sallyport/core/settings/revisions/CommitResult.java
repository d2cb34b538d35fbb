package org.sallyport.core.settings.revisions;

import java.util.List;
import org.sallyport.base.problem.Problem;

/** What became of a commit. */
public sealed interface CommitResult {
    /** It is in force; each process follows within moments. */
    record Committed(Revision revision) implements CommitResult {}

    /** The document is wrong. */
    record Refused(List<Problem> problems) implements CommitResult {}

    /** Another revision came since the author looked. */
    record Conflict(long base, long current) implements CommitResult {}

    /** The current revision waits for its confirmation, so nothing may be built on it. */
    record AwaitsConfirmation(Revision pending) implements CommitResult {}

    /** It says what the current revision says. */
    record Unchanged(long current) implements CommitResult {}
}
