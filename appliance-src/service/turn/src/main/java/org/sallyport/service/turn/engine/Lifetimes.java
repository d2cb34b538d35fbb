package org.sallyport.service.turn.engine;

import java.time.Duration;
import java.time.Instant;
import org.sallyport.protocol.stun.StunAttributes;

/** How long allocations last from a request on. */
final class Lifetimes {
    /** RFC 8656 section 3.2. */
    private static final Duration USUAL = Duration.ofMinutes(10);
    /** Of somebody whose token has just ended, for clocks differ. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private Lifetimes() {}

    /**
     * What the client wants within bounds (RFC 8656 section 7.2), and no longer than the token that its owner showed (RFC 7635
     * section 9).
     */
    static Duration granted(Request request, TurnCommons commons) {
        Duration wanted = request.message().get(StunAttributes.LIFETIME);
        Duration most = commons.settings().get().limits().maxLifetime();
        Duration granted = wanted == null ? USUAL : least(greatest(wanted, USUAL), most);
        Instant until = request.sender().until();
        return until == null
                ? granted
                : least(
                        granted,
                        greatest(SHORTEST, Duration.between(commons.clock().instant(), until)));
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration greatest(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
