package org.sallyport.service.sip.route;

import java.time.Duration;
import java.util.Optional;

/** How sending a request to one hop ended (RFC 3263 section 4.3). */
public sealed interface HopOutcome {
    /** A final response other than 503 and 408: the hop works, whatever it thinks of the request. */
    record Answered(int status) implements HopOutcome {}

    /** A 503 (RFC 3261 section 21.5.4). */
    record Unavailable(Optional<Duration> retryAfter) implements HopOutcome {}

    /** No response in time, or a 408 made in its place. */
    record TimedOut() implements HopOutcome {}

    /** It could not be sent, or the connection broke. */
    record TransportFailed() implements HopOutcome {}

    /** The outcome that a final response means. */
    static HopOutcome of(int status, Optional<Duration> retryAfter) {
        return switch (status) {
            case 503 -> new Unavailable(retryAfter);
            case 408 -> new TimedOut();
            default -> new Answered(status);
        };
    }

    /** Whether the request is tried at the next hop. */
    default boolean movesOn() {
        return switch (this) {
            case Answered _ -> false;
            case Unavailable _, TimedOut _, TransportFailed _ -> true;
        };
    }
}
