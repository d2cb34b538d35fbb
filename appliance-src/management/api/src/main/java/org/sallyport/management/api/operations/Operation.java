package org.sallyport.management.api.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Long work as it stands now.
 *
 * @param kind what it is, such as {@code history.export}
 * @param done units of work done
 * @param total units in all, once known
 * @param detail what it does, or why it failed
 */
public record Operation(
        String id,
        String kind,
        State state,
        String startedBy,
        Instant startedAt,
        @Nullable Instant endedAt,
        long done,
        @Nullable Long total,
        String detail,
        boolean hasResult) {
    /** How far it is. */
    public enum State {
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED
    }
}
