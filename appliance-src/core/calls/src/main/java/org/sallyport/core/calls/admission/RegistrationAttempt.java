package org.sallyport.core.calls.admission;

import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.SignallingProtocol;

/**
 * A registration that is about to be passed to the inside.
 *
 * @param from side of the device
 * @param sourceAddress address of its signalling, without port
 * @param alias what it wants to be called by
 * @param isNew false when it renews or ends one that stands
 */
public record RegistrationAttempt(
        SignallingProtocol protocol, Side from, String sourceAddress, String alias, boolean isNew) {}
