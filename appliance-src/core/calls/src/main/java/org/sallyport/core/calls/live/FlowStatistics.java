package org.sallyport.core.calls.live;

import org.jspecify.annotations.Nullable;

/**
 * What one party sent on one stream.
 *
 * @param packets received from it and forwarded
 * @param octets of their payload, RTP headers included
 * @param lost RTP packets missing by sequence number (RFC 3550 section 6.4.1, cumulative number lost)
 * @param jitterMillis interarrival jitter (RFC 3550 section 6.4.1), milliseconds
 * @param roundTripMillis from RTCP SR and RR (RFC 3550 section 6.4.1), milliseconds, once known
 * @param bitsPerSecond over the last second
 * @param discarded packets refused: foreign source, malformed
 */
public record FlowStatistics(
        long packets,
        long octets,
        long lost,
        double jitterMillis,
        @Nullable Double roundTripMillis,
        long bitsPerSecond,
        long discarded) {
    /** Nothing received yet. */
    public static final FlowStatistics NONE = new FlowStatistics(0, 0, 0, 0, null, 0, 0);
}
