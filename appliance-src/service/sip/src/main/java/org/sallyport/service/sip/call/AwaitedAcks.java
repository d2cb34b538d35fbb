package org.sallyport.service.sip.call;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.calls.live.LadderEvent.Party;
import org.sallyport.service.sip.stack.IncomingRequest;
import org.sallyport.service.sip.stack.Messages;

/** The 2xx we sent to INVITEs and repeat until their ACK comes (RFC 3261 section 13.3.1.4). Owned by the call's thread. */
final class AwaitedAcks {
    private final Call call;
    private final SipTimers timers;
    private final Map<Key, Awaited> awaited = new HashMap<>();

    AwaitedAcks(Call call, SipTimers timers) {
        this.call = call;
        this.timers = timers;
    }

    private record Key(Party party, long cseq) {}

    private record Awaited(Retransmission retransmission, Consumer<@Nullable IncomingRequest> then) {}

    /**
     * Sends a 2xx and repeats it.
     *
     * @param then given the ACK, or null when none came within 64*T1
     */
    void send(Leg leg, IncomingRequest invite, Response success, Consumer<@Nullable IncomingRequest> then) {
        Key key = new Key(leg.party(), Messages.cseqNumber(success));
        call.respond(leg, invite, success);
        Retransmission retransmission = new Retransmission(call, timers, true, () -> invite.respond(success), () -> {
            awaited.remove(key);
            then.accept(null);
        });
        awaited.put(key, new Awaited(retransmission, then));
        retransmission.start();
    }

    /** An ACK came; one that nobody waits for is a repetition. */
    void acknowledged(Party party, IncomingRequest ack) {
        Awaited found = awaited.remove(new Key(party, Messages.cseqNumber(ack.request())));
        if (found != null) {
            found.retransmission.stop();
            found.then.accept(ack);
        }
    }

    boolean isAwaited(Party party) {
        return awaited.keySet().stream().anyMatch(key -> key.party == party);
    }

    boolean isEmpty() {
        return awaited.isEmpty();
    }
}
