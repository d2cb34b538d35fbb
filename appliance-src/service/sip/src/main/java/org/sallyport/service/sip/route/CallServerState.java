package org.sallyport.service.sip.route;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What OPTIONS pings and calls say of the call server.
 *
 * @param server its host and, if set, port, as in the settings; {@code none} without one
 * @param since when it came to be so
 * @param hops one for each address found, in the order of RFC 3263; empty while it is not located
 * @param detail plain words on why it is so
 */
public record CallServerState(
        String server, Reachability reachability, Instant since, List<HopState> hops, String detail) {
    /** Whether a call can be expected to get through. */
    public enum Reachability {
        /** There is no call server yet. */
        NONE,
        UNKNOWN,
        REACHABLE,
        UNREACHABLE
    }

    /**
     * One address of the call server.
     *
     * @param since when it came to be so
     * @param roundTrip of the last ping that was answered
     * @param detail the last ping's outcome in plain words, and what a call's request told otherwise
     */
    public record HopState(
            NextHop hop, Reachability reachability, Instant since, Optional<Duration> roundTrip, String detail) {}
}
