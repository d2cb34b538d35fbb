package org.sallyport.management.api.tokens;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.management.api.access.Role;

/** An API token without its secret. */
public record Token(
        String id,
        String name,
        Role role,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt) {}
