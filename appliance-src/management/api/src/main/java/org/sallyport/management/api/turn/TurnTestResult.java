package org.sallyport.management.api.turn;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.settings.model.TurnSettings.TurnTransport;

/**
 * What a client saw at a listener, asked at one address.
 *
 * @param target address and port that was asked
 * @param advertised whether that is the address that clients outside know it by, behind NAT, and not the listener's own
 * @param steps in order
 */
record TurnTestResult(String listener, TurnTransport transport, String target, boolean advertised, List<Step> steps) {
    TurnTestResult {
        steps = List.copyOf(steps);
    }

    /** What a client does, one after the other. */
    enum Name {
        /** A connection, or a handshake; not over UDP. */
        CONNECT,
        /** Asks for the address that it comes from. */
        STUN,
        /** Asks for a relayed address. */
        ALLOCATE,
        /** Lets its own relayed address send to it. */
        PERMIT,
        /** Sends to its own relayed address through the relay, which comes back. */
        RELAY
    }

    enum Outcome {
        PASSED,
        FAILED,
        /** One before it failed. */
        LEFT_OUT
    }

    /**
     * A step.
     *
     * @param seen in words; empty when it was left out
     * @param remedy what to do about it, if anything
     */
    record Step(
            Name name,
            Outcome outcome,
            String seen,
            @Nullable String remedy) {}

    boolean isWell() {
        return steps.stream().noneMatch(step -> step.outcome == Outcome.FAILED);
    }

    /** Whether the server was heard at all. */
    boolean isReached() {
        return steps.getFirst().outcome == Outcome.PASSED;
    }
}
