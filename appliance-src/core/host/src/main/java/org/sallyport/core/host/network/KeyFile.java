package org.sallyport.core.host.network;

import java.util.LinkedHashMap;
import java.util.Map;

/** A text of groups with keys, as GLib's key files and NetworkManager's profiles are. Values must hold no line end. */
final class KeyFile {
    private static final String HEAD = "# Written by Sallyport from its settings; changes made here are lost.\n";

    private final Map<String, Map<String, String>> groups = new LinkedHashMap<>();

    KeyFile set(String group, String key, String value) {
        if (value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a value with a line end: " + group + "." + key);
        }
        groups.computeIfAbsent(group, _ -> new LinkedHashMap<>()).put(key, value);
        return this;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(HEAD);
        groups.forEach((group, keys) -> {
            text.append("\n[").append(group).append("]\n");
            keys.forEach(
                    (key, value) -> text.append(key).append('=').append(value).append('\n'));
        });
        return text.toString();
    }
}
