package org.sallyport.service.sip.transport;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.RawMessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The part of the stack's message channel that only says who talks to whom: one of our listening points and one peer. */
abstract class PeerChannel extends MessageChannel implements RawMessageChannel {
    private final MessageProcessor owner;
    private final InetSocketAddress peer;

    PeerChannel(MessageProcessor owner, InetSocketAddress peer) {
        this.owner = owner;
        this.peer = peer;
        this.messageProcessor = owner;
    }

    final InetSocketAddress peer() {
        return peer;
    }

    /** Takes a message that this stack sends to itself. */
    @Override
    public abstract void processMessage(SIPMessage message);

    /** Notes on a message where it went. */
    final void sentTo(SIPMessage message, InetSocketAddress target) {
        message.setRemoteAddress(target.getAddress());
        message.setRemotePort(target.getPort());
        message.setLocalAddress(owner.getIpAddress());
        message.setLocalPort(owner.getPort());
    }

    @Override
    public final SIPTransactionStack getSIPStack() {
        return owner.getSIPStack();
    }

    @Override
    public final String getTransport() {
        return owner.getTransport();
    }

    @Override
    public final boolean isSecure() {
        return owner.isSecure();
    }

    @Override
    public final String getPeerAddress() {
        return peer.getAddress().getHostAddress();
    }

    @Override
    protected final InetAddress getPeerInetAddress() {
        return peer.getAddress();
    }

    @Override
    protected final String getPeerProtocol() {
        return owner.getTransport();
    }

    @Override
    public final int getPeerPort() {
        return peer.getPort();
    }

    @Override
    public final int getPeerPacketSourcePort() {
        return peer.getPort();
    }

    @Override
    public final InetAddress getPeerPacketSourceAddress() {
        return peer.getAddress();
    }

    @Override
    public final String getKey() {
        return getKey(peer.getAddress(), peer.getPort(), getTransport());
    }

    @Override
    public final String getViaHost() {
        return owner.getIpAddress().getHostAddress();
    }

    @Override
    public final int getViaPort() {
        return owner.getPort();
    }
}
