package org.sallyport.core.settings.revisions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * What a user is editing.
 *
 * @param owner user name
 * @param base number of the revision that the edit began with
 * @param document sparse; secrets as {@code ***}
 * @param changedAt time of the last edit
 */
public record Candidate(String owner, long base, ObjectNode document, Instant changedAt) {}
