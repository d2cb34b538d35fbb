package org.sallyport.service.sip.call;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.message.Message;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.LadderEvent.Party;
import org.sallyport.core.calls.live.LegSnapshot;
import org.sallyport.service.sip.route.NextHop;
import org.sallyport.service.sip.stack.BoundListener;
import org.sallyport.service.sip.stack.Hosts;
import org.sallyport.service.sip.stack.IncomingRequest;
import org.sallyport.service.sip.stack.Messages;

/** Our relation with one party: what holds for all its dialogs. Owned by the call's thread. */
final class Leg {
    private final Party party;
    private final String callId;
    /** Who the party is, as signalled by it or dialled. */
    private final Address identity;

    private BoundListener listener;
    private NextHop peer;
    private @Nullable String userAgent;
    private Set<String> allowed = Set.of();
    private byte @Nullable [] lastSdpSent;
    /** ACKs we sent, for 2xx that come again; by To tag and CSeq. */
    private final Map<String, SentAck> acks = new HashMap<>();

    Leg(Party party, String callId, Address identity, BoundListener listener, NextHop peer) {
        this.party = party;
        this.callId = callId;
        this.identity = identity;
        this.listener = listener;
        this.peer = peer;
    }

    /** An ACK and where it went. */
    record SentAck(Request request, NextHop hop) {}

    static Leg ofCaller(IncomingRequest invite) {
        Request request = invite.request();
        Leg leg = new Leg(
                Party.CALLER,
                Messages.callId(request),
                Messages.fromAddress(request),
                invite.listener(),
                invite.source());
        leg.heard(request);
        return leg;
    }

    Party party() {
        return party;
    }

    String callId() {
        return callId;
    }

    Side side() {
        return listener.side();
    }

    BoundListener listener() {
        return listener;
    }

    /** Where the party's messages come from, or ours went. */
    NextHop peer() {
        return peer;
    }

    void moveTo(BoundListener newListener, NextHop newPeer) {
        this.listener = newListener;
        this.peer = newPeer;
    }

    /** Takes note of who is speaking, and from where. */
    void heard(IncomingRequest request) {
        heard(request.request());
        peer = request.source();
    }

    void heard(Message message) {
        String product = Messages.value(message, message instanceof Request ? "User-Agent" : "Server");
        if (product == null) {
            product = Messages.value(message, "User-Agent");
        }
        if (product != null) {
            userAgent = product;
        }
        if (message.getHeader("Allow") != null) {
            allowed = Messages.tokens(message, "Allow").collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Whether the party's last Allow names a method; one that never said is taken not to. */
    boolean allows(String method) {
        return allowed.contains(method.toLowerCase(Locale.ROOT));
    }

    byte @Nullable [] lastSdpSent() {
        return lastSdpSent;
    }

    void sdpSent(byte[] sdp) {
        lastSdpSent = sdp;
    }

    @Nullable
    SentAck ackFor(@Nullable String toTag, long cseq) {
        return acks.get(toTag + " " + cseq);
    }

    void acked(@Nullable String toTag, long cseq, SentAck ack) {
        acks.put(toTag + " " + cseq, ack);
    }

    /** What the party is called: for Contact towards the other party, and for people. */
    @Nullable
    String user() {
        return identity.getURI() instanceof SipURI uri ? uri.getUser() : null;
    }

    Address identity() {
        return identity;
    }

    LegSnapshot snapshot(boolean held) {
        return new LegSnapshot(
                side(),
                identity.getURI().toString(),
                identity.getDisplayName(),
                listener.transport().name(),
                Hosts.hostPort(listener.address().bound()),
                Hosts.hostPort(peer.address()),
                callId,
                userAgent,
                held);
    }
}
