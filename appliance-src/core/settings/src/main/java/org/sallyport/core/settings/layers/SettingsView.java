package org.sallyport.core.settings.layers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * The settings in force, to show.
 *
 * @param revision number of the current revision, 0 as installed
 * @param effective every setting with its value; secrets as {@code ***}
 * @param own the sparse document of the revision; secrets as {@code ***}
 * @param origins where each effective value comes from, by path
 */
public record SettingsView(long revision, ObjectNode effective, ObjectNode own, Map<String, Origin> origins) {}
