package org.sallyport.service.sip.route;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.service.sip.route.CallServerState.HopState;
import org.sallyport.service.sip.route.CallServerState.Reachability;

/**
 * What is known of one hop of the call server, from ping to ping. A reachable hop may miss one ping. One that answers calls
 * is reachable even when it answers no ping; only a call that it leaves unanswered, or a connection that it refuses, tells
 * otherwise.
 *
 * @param missed pings in a row
 * @param ping the last ping's outcome in plain words
 * @param sign when a call's request was answered while pings were not; null when pings alone say how it is
 */
record HopWatch(
        HopState state, int missed, String ping, @Nullable Instant sign) {
    private static final int MISSED_UNTIL_UNREACHABLE = 2;
    private static final String NOT_YET = "not pinged yet";
    /** A sign of life renews the one before after so long, so that busy calls do not write the state all the time. */
    private static final Duration SIGN_IS_NEWS = Duration.ofSeconds(10);

    static HopWatch of(NextHop hop, Instant now) {
        return new HopWatch(new HopState(hop, Reachability.UNKNOWN, now, Optional.empty(), NOT_YET), 0, NOT_YET, null);
    }

    /** A ping was answered. */
    HopWatch answered(int status, Duration roundTrip, Instant now) {
        String words = "answered " + status;
        return new HopWatch(next(Reachability.REACHABLE, Optional.of(roundTrip), words, now), 0, words, null);
    }

    /** A ping was not answered, or by a refusal of the hop itself. */
    HopWatch missed(String words, HopOutcome outcome, Instant now) {
        boolean refuted = sign != null && !(outcome instanceof HopOutcome.TransportFailed);
        if (refuted) {
            return new HopWatch(state, missed + 1, words, sign);
        }
        boolean given = state.reachability() == Reachability.REACHABLE && missed + 1 < MISSED_UNTIL_UNREACHABLE;
        Reachability then = given ? Reachability.REACHABLE : Reachability.UNREACHABLE;
        return new HopWatch(next(then, state.roundTrip(), words, now), missed + 1, words, null);
    }

    /** A request of a call was answered; the same when that is no news. */
    HopWatch heard(String method, int status, Instant now) {
        boolean known = sign != null && now.isBefore(sign.plus(SIGN_IS_NEWS));
        if (missed == 0 || known) {
            return this;
        }
        String words =
                ping + ", but answered " + method + " with " + status + " at " + now.truncatedTo(ChronoUnit.SECONDS);
        return new HopWatch(next(Reachability.REACHABLE, state.roundTrip(), words, now), missed, ping, now);
    }

    /** A request of a call was not answered; the same when pings say how it is. */
    HopWatch unheard(Instant now) {
        if (sign == null) {
            return this;
        }
        String words = ping + ", and left a call's request unanswered";
        return new HopWatch(next(Reachability.UNREACHABLE, state.roundTrip(), words, now), missed, ping, null);
    }

    /** Whether one more missed ping would make it unreachable. */
    boolean inDoubt() {
        return missed > 0 && sign == null && state.reachability() == Reachability.REACHABLE;
    }

    private HopState next(Reachability then, Optional<Duration> roundTrip, String detail, Instant now) {
        Instant since = then == state.reachability() ? state.since() : now;
        return new HopState(state.hop(), then, since, roundTrip, detail);
    }
}
