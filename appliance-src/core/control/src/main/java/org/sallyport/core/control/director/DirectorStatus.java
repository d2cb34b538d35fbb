package org.sallyport.core.control.director;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.Side;
import org.sallyport.core.telemetry.process.ProcessStatus;

/** The director as it stands now. */
public record DirectorStatus(
        ProcessStatus process,
        List<ListenerStatus> listeners,
        CallServerStatus callServer,
        CapacityStatus capacity,
        Traffic traffic) {

    /** Whether it carries calls: every listener is bound. */
    public boolean ready() {
        return !listeners.isEmpty() && listeners.stream().allMatch(ListenerStatus::ready);
    }

    /**
     * A listening point.
     *
     * @param bound host:port
     * @param advertised host:port that peers are told
     * @param detail why it is not ready
     */
    public record ListenerStatus(
            String name,
            Side side,
            String transport,
            String bound,
            String advertised,
            boolean ready,
            @Nullable String detail) {}

    /**
     * The neighbour inside.
     *
     * @param target as configured, host:port and transport
     * @param since when it came into this state
     */
    public record CallServerStatus(
            String target,
            State state,
            Instant since,
            @Nullable String detail) {
        /** What the last OPTIONS pings say. */
        public enum State {
            /** There is no call server yet. */
            NONE,
            /** Not answered and not yet given up. */
            UNKNOWN,
            REACHABLE,
            UNREACHABLE
        }
    }

    /** What admission has given away, and its limits. */
    public record CapacityStatus(
            int calls,
            int maxCalls,
            long bandwidthKbps,
            long maxBandwidthKbps,
            int registrations,
            int maxRegistrations) {}
}
