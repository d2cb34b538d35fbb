package org.sallyport.core.settings.layers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Operations on sparse documents. They never change their arguments. */
public final class Documents {
    private Documents() {}

    public static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A document with another one over it, as by a JSON merge patch (RFC 7396): null takes a key away. */
    public static ObjectNode merge(ObjectNode below, ObjectNode above) {
        ObjectNode merged = below.deepCopy();
        above.properties().forEach(entry -> {
            String key = entry.getKey();
            if (entry.getValue().isNull()) {
                merged.remove(key);
            } else if (entry.getValue() instanceof ObjectNode section) {
                merged.set(key, merge(merged.get(key) instanceof ObjectNode under ? under : empty(), section));
            } else {
                merged.set(key, entry.getValue().deepCopy());
            }
        });
        return merged;
    }

    /** A document without one of its sections. */
    static ObjectNode without(ObjectNode document, String key) {
        ObjectNode rest = document.deepCopy();
        rest.remove(key);
        return rest;
    }

    /** A document with nothing but one of its sections. */
    static ObjectNode only(ObjectNode document, String key) {
        ObjectNode section = empty();
        Optional<JsonNode> value = Optional.ofNullable(document.get(key));
        value.ifPresent(node -> section.set(key, node.deepCopy()));
        return section;
    }
}
