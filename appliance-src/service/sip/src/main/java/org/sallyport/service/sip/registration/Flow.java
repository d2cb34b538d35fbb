package org.sallyport.service.sip.registration;

import java.net.InetSocketAddress;
import org.sallyport.core.settings.model.SipTransport;
import org.sallyport.service.sip.route.NextHop;
import org.sallyport.service.sip.stack.BoundListener;
import org.sallyport.service.sip.stack.Hosts;
import org.sallyport.service.sip.stack.IncomingRequest;
import org.sallyport.service.sip.transport.ClosedConnection;

/**
 * The way to a device: what its REGISTER came by (RFC 5626 section 2), which a NAT keeps open for what we send.
 *
 * @param listener where it came in
 * @param peer source of the packet, or the far end of the connection
 */
record Flow(BoundListener listener, NextHop peer) {
    static Flow of(IncomingRequest request) {
        return new Flow(request.listener(), request.source());
    }

    String host() {
        return peer.domain();
    }

    String remoteAddress() {
        return Hosts.hostPort(peer.address());
    }

    /** Whether it went by a connection that has ended. */
    boolean endsWith(ClosedConnection closed) {
        InetSocketAddress bound = listener.address().bound();
        return peer.transport() != SipTransport.UDP
                && peer.address().equals(closed.remote())
                && bound.equals(closed.listener());
    }
}
