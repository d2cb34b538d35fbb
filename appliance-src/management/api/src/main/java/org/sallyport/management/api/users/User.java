package org.sallyport.management.api.users;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.management.api.access.Role;

/**
 * An account as it is kept.
 *
 * @param passwordHash never leaves this package and the log-in
 * @param version grows with every change by an administrator
 */
public record User(
        String username,
        String fullName,
        Role role,
        boolean disabled,
        String passwordHash,
        boolean passwordChangeRequired,
        Instant createdAt,
        @Nullable Instant lastLoginAt,
        long version) {
    @Override
    public String toString() {
        return username + " (" + role + (disabled ? ", disabled" : "") + ")";
    }
}
