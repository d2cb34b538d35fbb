package org.sallyport.management.api.overview;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.control.director.DirectorStatus.CallServerStatus;
import org.sallyport.core.control.director.DirectorStatus.CapacityStatus;

/** The system at one moment. */
public record OverviewTick(
        Instant at,
        HealthStatus health,
        List<Finding> findings,
        boolean directorConnected,
        CallCounts calls,
        Bandwidth bandwidth,
        CapacityStatus capacity,
        @Nullable CallServerStatus callServer) {

    /** Calls by state. */
    public record CallCounts(int setup, int alerting, int connected, int total) {}

    /** Media received from each side, bit/s. */
    public record Bandwidth(long fromExternal, long fromInternal) {}
}
