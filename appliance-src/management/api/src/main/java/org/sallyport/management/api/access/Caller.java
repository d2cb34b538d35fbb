package org.sallyport.management.api.access;

import org.jspecify.annotations.Nullable;

/**
 * Who sends a request.
 *
 * @param name of the user, or {@code token:} and the name of the token; as it stands in the audit
 * @param passwordChangeRequired whether nothing but a change of password is allowed
 * @param session null for a token
 */
public record Caller(
        String name,
        Role role,
        boolean passwordChangeRequired,
        @Nullable Session session) {}
