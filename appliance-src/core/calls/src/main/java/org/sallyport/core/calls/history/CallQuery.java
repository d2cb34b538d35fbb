package org.sallyport.core.calls.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.calls.live.CallDirection;
import org.sallyport.core.calls.live.Disposition;
import org.sallyport.core.calls.live.SignallingProtocol;

/**
 * Which calls of the history are wanted; what is null does not matter.
 *
 * @param from earliest start, inclusive
 * @param to latest start, exclusive
 * @param party text that the address or name of either party contains, in any case
 * @param externalAddress signalling address of the outside party, without port, or how it begins
 * @param internalAddress signalling address of the inside party, without port, or how it begins
 */
public record CallQuery(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String party,
        Disposition.@Nullable Outcome outcome,
        @Nullable CallDirection direction,
        @Nullable SignallingProtocol protocol,
        @Nullable String externalAddress,
        @Nullable String internalAddress) {
    /** Every call. */
    public static final CallQuery ALL = new CallQuery(null, null, null, null, null, null, null, null);
}
