package org.sallyport.core.settings.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/** Descriptions of what is not a single plain value. */
final class SettingDescriptions {
    private SettingDescriptions() {}

    static SettingDescription group(String path, String type, String description) {
        return new SettingDescription(path, type, null, false, "", description, List.of(), "", "", false, List.of());
    }

    static SettingDescription list(String path, String description, ArrayNode byDefault) {
        return new SettingDescription(
                path, "list", byDefault, false, "", description, List.of(), "", "", false, List.of());
    }

    static SettingDescription secret(String path, String description) {
        return new SettingDescription(path, "secret", null, true, "", description, List.of(), "", "", true, List.of());
    }
}
