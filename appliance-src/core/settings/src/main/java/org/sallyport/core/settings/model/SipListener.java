package org.sallyport.core.settings.model;

import org.sallyport.base.address.LocalAddress;
import org.sallyport.base.address.Side;

/**
 * A SIP listening point.
 *
 * @param name unique, shown to administrators
 * @param transport what it speaks
 * @param address bound and advertised address, with the side it faces
 */
public record SipListener(String name, SipTransport transport, LocalAddress address) {
    public Side side() {
        return address.side();
    }
}
