package org.sallyport.core.settings.model;

import java.time.Duration;

/**
 * How devices outside are kept registered with the call server.
 *
 * @param outsideInterval longest time that is granted to a device before it must refresh; keeps its NAT open
 * @param insideInterval time that is asked of the call server; the refreshes between are answered here
 */
public record SipRegistrations(Duration outsideInterval, Duration insideInterval) {
    /**
     * As long as nothing else is set. A device refreshes when half to nine tenths of its time are over, so 60 s stays
     * within the two minutes that a NAT keeps a UDP mapping (RFC 4787 section 4.3) even when one refresh is lost.
     */
    public static final SipRegistrations AS_INSTALLED =
            new SipRegistrations(Duration.ofSeconds(60), Duration.ofHours(1));
}
