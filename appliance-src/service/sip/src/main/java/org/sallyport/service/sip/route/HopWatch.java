package org.sallyport.service.sip.route;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sallyport.service.sip.route.CallServerState.HopState;
import org.sallyport.service.sip.route.CallServerState.Reachability;

/** What is known of one hop of the call server, from ping to ping. A reachable hop may miss one ping. */
record HopWatch(HopState state, int missed) {
    private static final int MISSED_UNTIL_UNREACHABLE = 2;

    static HopWatch of(NextHop hop, Instant now) {
        return new HopWatch(new HopState(hop, Reachability.UNKNOWN, now, Optional.empty(), "not pinged yet"), 0);
    }

    HopWatch answered(int status, Duration roundTrip, Instant now) {
        return new HopWatch(next(Reachability.REACHABLE, Optional.of(roundTrip), "answered " + status, now), 0);
    }

    HopWatch missed(String detail, Instant now) {
        boolean given = state.reachability() == Reachability.REACHABLE && missed + 1 < MISSED_UNTIL_UNREACHABLE;
        Reachability then = given ? Reachability.REACHABLE : Reachability.UNREACHABLE;
        return new HopWatch(next(then, state.roundTrip(), detail, now), missed + 1);
    }

    /** Whether one more missed ping would make it unreachable. */
    boolean inDoubt() {
        return missed > 0 && state.reachability() == Reachability.REACHABLE;
    }

    private HopState next(Reachability then, Optional<Duration> roundTrip, String detail, Instant now) {
        Instant since = then == state.reachability() ? state.since() : now;
        return new HopState(state.hop(), then, since, roundTrip, detail);
    }
}
