package org.sallyport.core.calls.admission;

import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.SignallingProtocol;

/**
 * A call somebody asks for.
 *
 * @param from side of the caller
 * @param sourceAddress address of the caller's signalling, without port
 * @param caller alias or URI of the caller
 * @param callee alias or URI called
 * @param bandwidthKbps what it asks for, kbit/s; 0 if it does not say
 */
public record CallAttempt(
        SignallingProtocol protocol,
        Side from,
        String sourceAddress,
        String caller,
        String callee,
        int bandwidthKbps) {}
