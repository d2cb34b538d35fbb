package org.sallyport.service.sip.transport;

import java.net.InetSocketAddress;

/**
 * A TCP or TLS connection that was used for what is sent to its peer, and is no more.
 *
 * @param listener what our listening point is bound to
 */
public record ClosedConnection(InetSocketAddress listener, InetSocketAddress remote) {}
