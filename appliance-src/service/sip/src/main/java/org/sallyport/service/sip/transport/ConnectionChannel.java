package org.sallyport.service.sip.transport;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.RawMessageChannel;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.SIPTransactionErrorEvent;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction of the stack holds of a connection: the peer, and the connection for as long as it lasts. When it is
 * gone, requests open a new one to the peer and responses one to the address in their Via (RFC 3261 section 18.2.2).
 */
final class ConnectionChannel extends MessageChannel implements RawMessageChannel {
    private final ConnectionProcessor owner;
    private final InetSocketAddress peer;
    private volatile @Nullable SipConnection connection;

    ConnectionChannel(ConnectionProcessor owner, InetSocketAddress peer, @Nullable SipConnection connection) {
        this.owner = owner;
        this.peer = peer;
        this.connection = connection;
        this.messageProcessor = owner;
    }

    @Override
    public void sendMessage(SIPMessage message) throws IOException {
        transmit(message, message instanceof SIPResponse response ? returnAddress(response) : peer);
    }

    @Override
    public void sendMessage(SIPMessage message, InetAddress address, int port) throws IOException {
        InetSocketAddress target = new InetSocketAddress(address, port);
        transmit(
                message,
                target.equals(peer) && message instanceof SIPResponse response ? returnAddress(response) : target);
    }

    @Override
    protected void sendMessage(byte[] message, InetAddress address, int port, boolean reconnect) throws IOException {
        connectionTo(new InetSocketAddress(address, port)).send(message, () -> {});
    }

    /** Takes a message that this stack sends to itself. */
    @Override
    public void processMessage(SIPMessage message) {
        owner.intake().receive(message, this, peer);
    }

    private void transmit(SIPMessage message, InetSocketAddress target) throws IOException {
        byte[] octets = message.encodeAsBytes(getTransport());
        connectionTo(target).send(octets, () -> transportError(message));
        message.setRemoteAddress(target.getAddress());
        message.setRemotePort(target.getPort());
        message.setLocalAddress(owner.getIpAddress());
        message.setLocalPort(owner.getPort());
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

    /** Where a response goes once its request's connection is gone: received, else sent-by host, and sent-by port. */
    private InetSocketAddress returnAddress(SIPResponse response) {
        Via via = response.getTopmostVia();
        int port = via.getPort() > 0 ? via.getPort() : owner.getDefaultTargetPort();
        return new InetSocketAddress(peer.getAddress(), port);
    }

    /** RFC 3261 sections 8.1.3.1 and 17.1.4: the transaction learns that its message was not sent. */
    private void transportError(SIPMessage message) {
        SIPTransaction transaction =
                getSIPStack().findTransaction(message.getTransactionId(), message instanceof SIPResponse);
        boolean acknowledges =
                message instanceof SIPRequest request && request.getMethod().equals("ACK");
        if (transaction != null && !acknowledges) {
            owner.shared().executor().execute(() -> {
                transaction.raiseIOExceptionEvent();
                transaction.raiseErrorEvent(SIPTransactionErrorEvent.TRANSPORT_ERROR);
                getSIPStack().removeTransaction(transaction);
            });
        }
    }

    /** Transactions share the connection, so none of them closes it. */
    @Override
    public void close() {
        connection = null;
    }

    @Override
    public SIPTransactionStack getSIPStack() {
        return owner.getSIPStack();
    }

    @Override
    public String getTransport() {
        return owner.getTransport();
    }

    @Override
    public boolean isReliable() {
        return true;
    }

    @Override
    public boolean isSecure() {
        return owner.isSecure();
    }

    @Override
    public String getPeerAddress() {
        return peer.getAddress().getHostAddress();
    }

    @Override
    protected InetAddress getPeerInetAddress() {
        return peer.getAddress();
    }

    @Override
    protected String getPeerProtocol() {
        return owner.getTransport();
    }

    @Override
    public int getPeerPort() {
        return peer.getPort();
    }

    @Override
    public int getPeerPacketSourcePort() {
        return peer.getPort();
    }

    @Override
    public InetAddress getPeerPacketSourceAddress() {
        return peer.getAddress();
    }

    @Override
    public String getKey() {
        return getKey(peer.getAddress(), peer.getPort(), getTransport());
    }

    @Override
    public String getViaHost() {
        return owner.getIpAddress().getHostAddress();
    }

    @Override
    public int getViaPort() {
        return owner.getPort();
    }
}
