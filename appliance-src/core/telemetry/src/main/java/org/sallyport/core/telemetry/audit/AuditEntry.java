package org.sallyport.core.telemetry.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to change something.
 *
 * @param id grows with time
 * @param actor user, {@code token:} and its name, or {@code -} when nobody was recognised
 * @param source address the request came from
 * @param action its name, such as {@code settings.commit}
 * @param subject what it was done to
 * @param before summary of what was
 * @param after summary of what is, or why it was refused
 */
public record AuditEntry(
        long id,
        Instant at,
        String actor,
        String source,
        String action,
        @Nullable String subject,
        AuditOutcome outcome,
        @Nullable String before,
        @Nullable String after) {}
