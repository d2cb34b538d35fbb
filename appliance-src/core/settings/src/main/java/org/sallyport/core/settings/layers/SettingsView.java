package org.sallyport.core.settings.layers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Settings to show: those in force or those of a candidate.
 *
 * @param revision number of the revision in force, or of the one that the candidate began with; 0 as installed
 * @param effective every setting with its value; secrets as {@code ***}
 * @param own the sparse document; secrets as {@code ***}
 * @param origins where each effective value comes from, by path
 */
public record SettingsView(long revision, ObjectNode effective, ObjectNode own, Map<String, Origin> origins) {}
