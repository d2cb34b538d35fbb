package org.sallyport.core.settings.model;

import java.time.Duration;

/**
 * What is kept open over TCP and TLS. A lower limit closes nothing that stands.
 *
 * @param max connections at once, in all
 * @param maxPerSource connections at once with one address
 * @param idleTimeout without message or keep-alive until a connection is closed
 */
public record SipConnections(int max, int maxPerSource, Duration idleTimeout) {
    /** As long as nothing else is set. */
    public static final SipConnections AS_INSTALLED = new SipConnections(10_000, 1_000, Duration.ofMinutes(20));
}
