package org.sallyport.service.sip.transport;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction of the stack holds of a connection: the peer, and the connection for as long as it lasts. When it is
 * gone, requests open a new one to the peer and responses one to the address in their Via (RFC 3261 section 18.2.2).
 */
final class ConnectionChannel extends PeerChannel {
    private final ConnectionProcessor owner;
    private volatile @Nullable SipConnection connection;

    ConnectionChannel(ConnectionProcessor owner, InetSocketAddress peer, @Nullable SipConnection connection) {
        super(owner, peer);
        this.owner = owner;
        this.connection = connection;
    }

    @Override
    public void sendMessage(SIPMessage message) throws IOException {
        transmit(message, message instanceof SIPResponse response ? returnAddress(response) : peer());
    }

    @Override
    public void sendMessage(SIPMessage message, InetAddress address, int port) throws IOException {
        InetSocketAddress target = new InetSocketAddress(address, port);
        boolean back = target.equals(peer()) && message instanceof SIPResponse;
        transmit(message, back ? returnAddress((SIPResponse) message) : target);
    }

    @Override
    protected void sendMessage(byte[] message, InetAddress address, int port, boolean reconnect) throws IOException {
        connectionTo(new InetSocketAddress(address, port)).send(message, () -> {});
    }

    @Override
    public void processMessage(SIPMessage message) {
        owner.intake().receive(message, this, peer());
    }

    private void transmit(SIPMessage message, InetSocketAddress target) throws IOException {
        byte[] octets = message.encodeAsBytes(getTransport());
        connectionTo(target)
                .send(
                        octets,
                        () -> TransportError.report(
                                getSIPStack(), message, owner.shared().executor()));
        sentTo(message, target);
    }

    private SipConnection connectionTo(InetSocketAddress target) throws IOException {
        SipConnection held = connection;
        if (held != null && held.isUsable()) {
            return held;
        }
        SipConnection opened = owner.connectionTo(target);
        connection = opened;
        return opened;
    }

    /** Where a response goes once its request's connection is gone: the host it came from, and the sent-by port. */
    private InetSocketAddress returnAddress(SIPResponse response) {
        Via via = response.getTopmostVia();
        int port = via.getPort() > 0 ? via.getPort() : owner.getDefaultTargetPort();
        return new InetSocketAddress(peer().getAddress(), port);
    }

    @Override
    public boolean isReliable() {
        return true;
    }

    /** Transactions share the connection, so none of them closes it. */
    @Override
    public void close() {
        connection = null;
    }
}
