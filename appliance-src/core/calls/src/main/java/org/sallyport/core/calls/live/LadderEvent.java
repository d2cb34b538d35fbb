package org.sallyport.core.calls.live;

import java.time.Instant;

/**
 * One arrow of a call's ladder diagram: a signalling message between a party and this system.
 *
 * @param at when it was sent or received
 * @param party which lifeline it touches
 * @param sent true from this system to the party, false from the party
 * @param summary short form, such as {@code INVITE} or {@code 180 Ringing}
 * @param message the message as on the wire, at most {@value #MAX_MESSAGE} characters
 */
public record LadderEvent(Instant at, Party party, boolean sent, String summary, String message) {
    public static final int MAX_MESSAGE = 16_384;

    /** A lifeline beside our own. */
    public enum Party {
        CALLER,
        CALLEE
    }
}
