package org.sallyport.management.api.http;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.management.api.access.Role;

/**
 * An operation of the contract, with who may call it.
 *
 * @param operationId its name in openapi.yaml
 * @param path template with names in braces, below the API's root unless {@code atRoot}
 * @param roles who may; none means everybody, logged in or not
 * @param action its name in the audit; null for what changes nothing
 */
public record Route(
        String operationId,
        Method method,
        String path,
        boolean atRoot,
        Set<Role> roles,
        @Nullable String action,
        Handler handler) {
    private static final String ROOT = "/api/v1";

    /** Does what was asked. */
    @FunctionalInterface
    public interface Handler {
        Answer handle(ApiRequest request);
    }

    /** A read that any of the roles may do. */
    public static Route get(String operationId, String path, Set<Role> roles, Handler handler) {
        return new Route(operationId, Method.GET, path, false, roles, null, handler);
    }

    /** Something to be audited under an action's name. */
    public static Route write(
            String operationId, Method method, String path, Set<Role> roles, String action, Handler handler) {
        return new Route(operationId, method, path, false, roles, action, handler);
    }

    public String fullPath() {
        return atRoot ? path : ROOT + path;
    }

    public boolean open() {
        return roles.isEmpty();
    }
}
