package org.sallyport.core.settings.revisions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;

/**
 * A wish to put settings into force.
 *
 * @param base number of the revision that the author saw; the commit fails when another came since
 * @param document sparse or effective, what only repeats the defaults is not kept; a secret as {@code ***} stays as it is
 * @param author user name
 * @param comment why
 * @param confirmWithin time after which it is rolled back unless confirmed, at least 5 s; empty if it is to stay
 */
public record CommitRequest(
        long base, ObjectNode document, String author, String comment, Optional<Duration> confirmWithin) {}
