package org.sallyport.service.sip.call;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The base timers (RFC 3261 table 4) for what the transaction layer does not retransmit.
 *
 * @param t1 estimate of the round trip
 * @param t2 longest interval between retransmissions
 * @param glareUnit what the wait after a 491 is counted in (section 14.1)
 */
public record SipTimers(Duration t1, Duration t2, Duration glareUnit) {
    /** As the standard sets them. */
    public static final SipTimers STANDARD =
            new SipTimers(Duration.ofMillis(500), Duration.ofSeconds(4), Duration.ofMillis(10));

    /** 2.1 to 4 s for the owner of the Call-ID, 0 to 2 s for the other, in units of 10 ms. */
    private static final int OWNER_FROM = 210;

    private static final int OWNER_TO = 400;
    private static final int OTHER_TO = 200;

    /** How long an acknowledgement or final response is waited for: timers B, F, H and the like. */
    public Duration giveUp() {
        return t1.multipliedBy(64);
    }

    /** A wait, chosen at random, before a re-INVITE that met another one is sent again (section 14.1). */
    public Duration glareWait(boolean ownsCallId, RandomGenerator random) {
        int units = ownsCallId ? random.nextInt(OWNER_FROM, OWNER_TO + 1) : random.nextInt(OTHER_TO + 1);
        return glareUnit.multipliedBy(units);
    }
}
