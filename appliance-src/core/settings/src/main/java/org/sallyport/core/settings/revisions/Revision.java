package org.sallyport.core.settings.revisions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of settings that is or was in force.
 *
 * @param number from 1; 0 is the system as installed, without any document
 * @param author user name, or {@code system}
 * @param document sparse: what differs from file and defaults; secrets as {@code ***}
 * @param changes effective values against the revision before
 * @param confirmBy when it is rolled back unless confirmed; null if it needs no confirmation
 * @param confirmedAt null unless confirmed
 */
public record Revision(
        long number,
        Instant committedAt,
        String author,
        String comment,
        ObjectNode document,
        List<Change> changes,
        @Nullable Instant confirmBy,
        @Nullable Instant confirmedAt) {
    /** Whether it must still be confirmed, if it is the current one. */
    public boolean isUnconfirmed() {
        return confirmBy != null && confirmedAt == null;
    }
}
