package org.sallyport.core.settings.revisions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares documents value by value. */
final class Changes {
    private Changes() {}

    /** The values that differ, in the order of the documents. */
    static List<Change> between(ObjectNode before, ObjectNode after) {
        Map<String, JsonNode> old = new LinkedHashMap<>();
        Map<String, JsonNode> young = new LinkedHashMap<>();
        flatten("", before, old);
        flatten("", after, young);
        Set<String> paths = new LinkedHashSet<>(old.keySet());
        paths.addAll(young.keySet());
        List<Change> changes = new ArrayList<>();
        for (String path : paths) {
            @Nullable JsonNode was = old.get(path);
            @Nullable JsonNode is = young.get(path);
            if (!Objects.equals(was, is)) {
                changes.add(new Change(path, was, is));
            }
        }
        return changes;
    }

    private static void flatten(String path, JsonNode node, Map<String, JsonNode> values) {
        switch (node) {
            case ObjectNode object ->
                object.properties()
                        .forEach(entry -> flatten(
                                path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                                entry.getValue(),
                                values));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    flatten(path + "[" + label(array.get(i), i) + "]", array.get(i), values);
                }
            }
            default -> values.put(path, node);
        }
    }

    /** Elements are known by name, so that one put before others does not change them all. */
    private static String label(JsonNode element, int position) {
        String name = element.path("name").asText();
        return name.isEmpty() ? Integer.toString(position) : name;
    }
}
