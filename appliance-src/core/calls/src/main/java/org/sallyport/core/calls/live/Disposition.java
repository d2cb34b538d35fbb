package org.sallyport.core.calls.live;

import org.jspecify.annotations.Nullable;

/**
 * How a call ended, for people and for counting.
 *
 * @param outcome the class it is counted under
 * @param code SIP status or Q.850 cause on the wire, if there was one
 * @param text plain words, such as {@code The caller hung up.}
 */
public record Disposition(Outcome outcome, @Nullable Integer code, String text) {
    /** Classes of endings; the metrics' label. */
    public enum Outcome {
        /** Answered, and a party hung up. */
        COMPLETED,
        /** Given up by the caller before the answer. */
        CANCELLED,
        /** Refused or unanswered by the called party. */
        REJECTED,
        /** Refused by admission: capacity, policy. */
        REFUSED,
        /** No next hop could be reached. */
        UNREACHABLE,
        /** Ended by a deadline: no answer, no media, session expired, peer gone. */
        EXPIRED,
        /** Ended by an administrator. */
        DISCONNECTED,
        /** A peer broke the protocol, or we did. */
        FAILED
    }
}
