package org.sallyport.core.settings.layers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.settings.schema.Reading;
import org.sallyport.core.settings.schema.SecretOpener;
import org.sallyport.core.settings.sections.LeasedAddresses;
import org.sallyport.core.settings.sections.SettingsDocument;

/**
 * The layers above the built-in defaults.
 *
 * @param file what the settings file says, without its section {@code process}
 * @param revision the sparse document of a revision
 */
public record SettingsLayers(ObjectNode file, ObjectNode revision) {
    /** The settings that these layers amount to. */
    public Reading<Settings> read(SecretOpener secrets) {
        return read(secrets, LeasedAddresses.OF_THIS_MACHINE);
    }

    /** The settings that these layers amount to where interfaces have these addresses. */
    public Reading<Settings> read(SecretOpener secrets, LeasedAddresses leases) {
        return SettingsDocument.read(Documents.merge(file, revision), secrets, leases);
    }

    /** Where each value of an effective document comes from, by path; a list comes from one layer as a whole. */
    public Map<String, Origin> origins(ObjectNode effective) {
        Map<String, Origin> origins = new LinkedHashMap<>();
        collect("", effective, file, revision, origins);
        return origins;
    }

    private static void collect(
            String path, JsonNode effective, JsonNode file, JsonNode revision, Map<String, Origin> origins) {
        effective.properties().forEach(entry -> {
            String key = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            JsonNode inFile = file.path(entry.getKey());
            JsonNode inRevision = revision.path(entry.getKey());
            if (entry.getValue().isObject()) {
                collect(key, entry.getValue(), inFile, inRevision, origins);
            } else {
                origins.put(key, origin(inFile, inRevision));
            }
        });
    }

    private static Origin origin(JsonNode inFile, JsonNode inRevision) {
        if (isGiven(inRevision)) {
            return Origin.REVISION;
        }
        return isGiven(inFile) ? Origin.FILE : Origin.DEFAULT;
    }

    private static boolean isGiven(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }
}
