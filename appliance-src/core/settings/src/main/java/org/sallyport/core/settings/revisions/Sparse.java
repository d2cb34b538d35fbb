package org.sallyport.core.settings.revisions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.settings.schema.Reading;
import org.sallyport.core.settings.secrets.SecretFields;

/**
 * Leaves out of a document what only repeats the defaults. Secrets, unknown keys and values with a problem always stay:
 * their author must see them again.
 *
 * @param reading of the document over the settings file
 * @param defaults effective document of the settings file alone
 */
record Sparse(Reading<Settings> reading, ObjectNode defaults, SecretFields secrets) {
    ObjectNode of(ObjectNode document) {
        ObjectNode sparse = document.deepCopy();
        prune("", sparse, reading.effective(), defaults);
        return sparse;
    }

    private void prune(String path, ObjectNode section, JsonNode effective, JsonNode byDefault) {
        List.copyOf(section.properties()).forEach(entry -> {
            String inner = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            JsonNode is = effective.path(entry.getKey());
            JsonNode was = byDefault.path(entry.getKey());
            if (entry.getValue() instanceof ObjectNode object) {
                prune(inner, object, is, was);
                if (object.isEmpty() && !was.isMissingNode()) {
                    section.remove(entry.getKey());
                }
            } else if (!is.isMissingNode() && is.equals(was) && !holdsSecret(inner, is) && isSound(inner)) {
                section.remove(entry.getKey());
            }
        });
    }

    /** A masked secret may differ from the default though it looks the same; a list without elements cannot. */
    private boolean holdsSecret(String path, JsonNode value) {
        return secrets.holdsSecret(path) && !(value.isArray() && value.isEmpty());
    }

    private boolean isSound(String path) {
        return reading.problems().stream().noneMatch(problem -> problem.path().startsWith(path));
    }
}
