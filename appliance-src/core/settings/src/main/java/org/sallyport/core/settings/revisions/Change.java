package org.sallyport.core.settings.revisions;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One value that differs.
 *
 * @param path dotted keys; elements of a list by their name where they have one: {@code sip.listeners[external-udp].port}
 * @param before null when it was absent
 * @param after null when it is absent
 */
public record Change(
        String path, @Nullable JsonNode before, @Nullable JsonNode after) {
    public Change {
        before = before == null || before.isNull() ? null : before;
        after = after == null || after.isNull() ? null : after;
    }
}
