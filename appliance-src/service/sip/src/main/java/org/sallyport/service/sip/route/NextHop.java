package org.sallyport.service.sip.route;

import java.net.InetSocketAddress;
import org.sallyport.core.settings.model.SipTransport;

/**
 * One place a request may be sent to (RFC 3263 section 4).
 *
 * @param domain the name that was located; what a TLS peer must prove to be (RFC 5922 section 7.1)
 * @param address resolved address and port
 * @param transport what to speak there
 */
public record NextHop(String domain, InetSocketAddress address, SipTransport transport) {
    public NextHop {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("next hop is not resolved: " + address);
        }
    }

    @Override
    public String toString() {
        return transport + " " + address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
