package org.sallyport.core.telemetry.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted; what is null does not matter.
 *
 * @param from inclusive
 * @param to exclusive
 * @param actor exact
 * @param action how it begins
 */
public record AuditQuery(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String actor,
        @Nullable String action,
        @Nullable AuditOutcome outcome) {}
