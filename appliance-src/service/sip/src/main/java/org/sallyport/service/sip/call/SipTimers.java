package org.sallyport.service.sip.call;

import java.time.Duration;

/**
 * The base timers (RFC 3261 table 4) for what the transaction layer does not retransmit.
 *
 * @param t1 estimate of the round trip
 * @param t2 longest interval between retransmissions
 */
public record SipTimers(Duration t1, Duration t2) {
    /** As the standard sets them. */
    public static final SipTimers STANDARD = new SipTimers(Duration.ofMillis(500), Duration.ofSeconds(4));

    /** How long an acknowledgement or final response is waited for: timers B, F, H and the like. */
    public Duration giveUp() {
        return t1.multipliedBy(64);
    }
}
