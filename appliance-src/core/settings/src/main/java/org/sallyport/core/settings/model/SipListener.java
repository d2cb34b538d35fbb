package org.sallyport.core.settings.model;

import org.sallyport.base.address.LocalAddress;
import org.sallyport.base.address.Side;

/**
 * A SIP listening point.
 *
 * @param name unique, shown to administrators
 * @param transport what it speaks
 * @param address bound and advertised address, with the side it faces
 * @param clientCertificate what it wants of those who connect; only TLS can want any
 */
public record SipListener(
        String name, SipTransport transport, LocalAddress address, ClientCertificate clientCertificate) {
    /** One that asks nobody for a certificate. */
    public SipListener(String name, SipTransport transport, LocalAddress address) {
        this(name, transport, address, ClientCertificate.NONE);
    }

    public Side side() {
        return address.side();
    }
}
