package org.sallyport.service.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import java.net.InetSocketAddress;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.TransactionState;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.sallyport.service.sip.route.NextHop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request received, with its server transaction (RFC 3261 section 17.2); an ACK has none. Thread-safe as far as
 * responses are sent from one thread at a time.
 */
public final class IncomingRequest {
    private static final Logger LOG = LoggerFactory.getLogger(IncomingRequest.class);

    private final Request request;
    private final BoundListener listener;
    private final NextHop source;
    private final long receivedNanos;
    private final @Nullable ServerTransaction transaction;

    IncomingRequest(Request request, BoundListener listener, @Nullable ServerTransaction transaction) {
        this.request = request;
        this.listener = listener;
        this.transaction = transaction;
        this.receivedNanos = System.nanoTime();
        SIPRequest packet = (SIPRequest) request;
        this.source = new NextHop(
                Hosts.literal(packet.getPeerPacketSourceAddress()),
                new InetSocketAddress(packet.getPeerPacketSourceAddress(), packet.getPeerPacketSourcePort()),
                listener.transport());
    }

    public Request request() {
        return request;
    }

    public String method() {
        return request.getMethod();
    }

    /** Where it came in; its side is the side of the peer. */
    public BoundListener listener() {
        return listener;
    }

    /** The packet's source, whatever Via and Contact say. */
    public NextHop source() {
        return source;
    }

    /** {@link System#nanoTime} of its arrival. */
    public long receivedNanos() {
        return receivedNanos;
    }

    /** What a CANCEL or a retransmission is matched by (RFC 3261 section 17.2.3). */
    public String branch() {
        ViaHeader via = Messages.topVia(request);
        return String.valueOf(via.getBranch());
    }

    public Response response(int status) {
        return Messages.response(request, status);
    }

    /**
     * Sends a response. A 2xx to INVITE may be sent again and again (RFC 3261 section 13.3.1.4).
     *
     * @return whether it left; a lost connection or listener is not our caller's to mend
     */
    public boolean respond(Response response) {
        ServerTransaction server = transaction;
        if (server == null) {
            throw new IllegalStateException("an ACK has no response");
        }
        if (listener.isClosed()) {
            return false;
        }
        try {
            if (isOver(server)) {
                listener.provider().sendResponse(response);
            } else {
                server.sendResponse(response);
            }
            return true;
        } catch (SipException | InvalidArgumentException e) {
            LOG.debug("response {} not sent: {}", response.getStatusCode(), e.toString());
            return false;
        }
    }

    private static boolean isOver(ServerTransaction server) {
        TransactionState state = server.getState();
        return state != null && state.getValue() == TransactionState._TERMINATED;
    }
}
