package org.sallyport.service.sip.transport;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPTransaction;
import gov.nist.javax.sip.stack.ServerRequestInterface;
import gov.nist.javax.sip.stack.ServerResponseInterface;
import java.net.InetSocketAddress;
import java.text.ParseException;
import org.sallyport.service.sip.screening.RejectReason;

/** Hands parsed messages to the transactions of the stack, as its own channels would. Thread-safe. */
final class StackIntake {
    private final TransportMetrics metrics;

    StackIntake(TransportMetrics metrics) {
        this.metrics = metrics;
    }

    /** Takes a message that came from the network: notes its source first (RFC 3261 section 18.2.1, RFC 3581). */
    void receive(SIPMessage message, MessageChannel channel, InetSocketAddress source) {
        MessageProcessor processor = channel.getMessageProcessor();
        message.setRemoteAddress(source.getAddress());
        message.setRemotePort(source.getPort());
        message.setLocalAddress(processor.getIpAddress());
        message.setLocalPort(processor.getPort());
        message.setPeerPacketSourceAddress(source.getAddress());
        message.setPeerPacketSourcePort(source.getPort());
        if (message instanceof SIPRequest request) {
            stamp(request.getTopmostVia(), channel.getTransport(), source);
        }
        deliver(message, channel);
    }

    private static void stamp(Via via, String transport, InetSocketAddress source) {
        try {
            // The stack answers by the transport in Via, so that must be the one the request came over.
            via.setTransport(transport);
            // A response must not go where the request only claims to come from.
            via.removeParameter(Via.MADDR);
            boolean rport = via.hasParameter(Via.RPORT);
            String address = source.getAddress().getHostAddress();
            if (rport || !address.equals(via.getHost())) {
                via.setParameter(Via.RECEIVED, address);
            }
            if (rport) {
                via.setParameter(Via.RPORT, Integer.toString(source.getPort()));
            }
        } catch (ParseException e) {
            throw new IllegalStateException("an address is no Via parameter", e);
        }
    }

    /** Takes a message that already carries its source. */
    void deliver(SIPMessage message, MessageChannel channel) {
        metrics.received();
        switch (message) {
            case SIPRequest request -> deliver(request, channel);
            case SIPResponse response -> deliver(response, channel);
            default -> throw new IllegalArgumentException("neither request nor response");
        }
    }

    private void deliver(SIPRequest request, MessageChannel channel) {
        ServerRequestInterface taker = channel.getSIPStack().newSIPServerRequest(request, channel);
        if (taker == null) {
            metrics.rejected(RejectReason.OVERLOAD);
            return;
        }
        try {
            taker.processRequest(request, channel);
        } finally {
            releaseUnlessListening(taker);
        }
    }

    private void deliver(SIPResponse response, MessageChannel channel) {
        ServerResponseInterface taker = channel.getSIPStack().newSIPServerResponse(response, channel);
        if (taker == null) {
            metrics.rejected(RejectReason.OVERLOAD);
            return;
        }
        try {
            if (taker instanceof SIPClientTransaction transaction && !transaction.checkFromTag(response)) {
                metrics.rejected(RejectReason.BAD_RESPONSE);
                return;
            }
            taker.processResponse(response, channel);
        } finally {
            releaseUnlessListening(taker);
        }
    }

    /** A transaction is locked while one of its messages is handled; when it goes on to the listener, that unlocks it. */
    private static void releaseUnlessListening(Object taker) {
        if (taker instanceof SIPTransaction transaction && !transaction.passToListener()) {
            transaction.releaseSem();
        }
    }
}
