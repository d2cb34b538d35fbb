package org.sallyport.service.sip.transport;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** What a transaction of the stack holds of a UDP listening point: the peer it talks to. */
final class DatagramPeer extends PeerChannel {
    private final DatagramProcessor owner;

    DatagramPeer(DatagramProcessor owner, InetSocketAddress peer) {
        super(owner, peer);
        this.owner = owner;
    }

    @Override
    public void sendMessage(SIPMessage message) throws IOException {
        transmit(message, message instanceof SIPResponse response ? returnAddress(response) : peer());
    }

    @Override
    public void sendMessage(SIPMessage message, InetAddress address, int port) throws IOException {
        transmit(message, new InetSocketAddress(address, port));
    }

    @Override
    protected void sendMessage(byte[] message, InetAddress address, int port, boolean reconnect) throws IOException {
        owner.send(message, new InetSocketAddress(address, port), () -> {});
    }

    @Override
    public void processMessage(SIPMessage message) {
        owner.intake().receive(message, this, peer());
    }

    private void transmit(SIPMessage message, InetSocketAddress target) throws IOException {
        owner.send(
                message.encodeAsBytes(getTransport()),
                target,
                () -> TransportError.report(
                        getSIPStack(), message, owner.shared().executor()));
        sentTo(message, target);
    }

    /** To where the request came from, and its source port if rport asked for that (RFC 3581 section 4). */
    private InetSocketAddress returnAddress(SIPResponse response) {
        Via via = response.getTopmostVia();
        int sentBy = via.getPort() > 0 ? via.getPort() : owner.getDefaultTargetPort();
        return new InetSocketAddress(peer().getAddress(), via.getRPort() > 0 ? via.getRPort() : sentBy);
    }

    @Override
    public boolean isReliable() {
        return false;
    }

    @Override
    public void close() {}
}
