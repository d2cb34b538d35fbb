package org.sallyport.service.turn.allocation;

import java.net.InetSocketAddress;
import org.sallyport.base.address.Side;
import org.sallyport.core.settings.model.TurnSettings.TurnListener;
import org.sallyport.core.settings.model.TurnSettings.TurnTransport;

/**
 * What identifies a client (RFC 8656 section 2), and the side it comes from.
 *
 * @param listener name of the listener it came to
 */
public record FiveTuple(
        TurnTransport transport, InetSocketAddress client, InetSocketAddress server, Side side, String listener) {
    /** That of a client that came to a listener. */
    public static FiveTuple of(TurnListener listener, InetSocketAddress client) {
        return new FiveTuple(
                listener.transport(), client, listener.address().bound(), listener.side(), listener.name());
    }

    /**
     * Whom a nonce is good for: where datagrams come from, or the host of a connection, for its client proves itself with the
     * same nonce on those it binds (RFC 6062 section 4.4).
     */
    public InetSocketAddress nonceHolder() {
        return transport.isConnection() ? new InetSocketAddress(client.getAddress(), 0) : client;
    }
}
