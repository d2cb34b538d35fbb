package org.sallyport.service.sip.call;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.time.Deadline;
import org.sallyport.core.calls.live.Disposition;
import org.sallyport.core.calls.live.Disposition.Outcome;
import org.sallyport.core.calls.live.LadderEvent.Party;
import org.sallyport.media.PortsExhaustedException;
import org.sallyport.service.sip.dialog.SessionInterval;
import org.sallyport.service.sip.media.Acceptance;
import org.sallyport.service.sip.media.CallMedia.Role;
import org.sallyport.service.sip.media.UnusableDescriptionException;
import org.sallyport.service.sip.stack.Messages;
import org.sallyport.service.sip.stack.OutgoingRequest;
import org.sallyport.service.sip.stack.SipEvent.FailureCause;

/**
 * A request of our own that tells a party how its session stands: by UPDATE where the party allows it and nothing but the
 * session timer (RFC 4028 section 10) or our Contact is to be told, else by a re-INVITE with what it was last offered.
 *
 * <p>The party may change its side in the answer to that (RFC 3264 section 8). Then the other party is asked in the same
 * way; what comes of that is heard and goes no further.
 */
final class Refreshment implements ClientExchange {
    private final Call call;
    private final CallServices services;
    private final Leg leg;
    private final Leg other;
    private final boolean offers;
    private final boolean ofChange;
    private Duration minimum = Duration.ZERO;
    private @Nullable OutgoingRequest sent;
    private @Nullable Deadline answer;

    private Refreshment(Call call, CallServices services, Party party, boolean offers, boolean ofChange) {
        this.call = call;
        this.services = services;
        this.leg = call.leg(party);
        this.other = call.leg(Parties.other(party));
        this.offers = offers;
        this.ofChange = ofChange;
    }

    /** Refreshes the session of a party, and where its requests are to go. */
    static Refreshment ofSession(Call call, CallServices services, Party party) {
        return new Refreshment(call, services, party, !call.leg(party).allows(Request.UPDATE), false);
    }

    /** Tells a party what the other one changed. */
    private static Refreshment ofChange(Call call, CallServices services, Party party) {
        return new Refreshment(call, services, party, true, true);
    }

    void begin() {
        DialogPair pair = call.dialogs().answered();
        if (pair == null || call.isEnded()) {
            return;
        }
        byte[] sdp = leg.lastSdpSent();
        if (offers && (sdp == null || call.midCall().isBusy())) {
            // A re-INVITE now would collide with the one under way, which refreshes the session itself.
            later();
            return;
        }
        Request request = pair.sending(leg.party())
                .request(
                        offers ? Request.INVITE : Request.UPDATE, leg.listener().via(Messages.branch()));
        request.setHeader(leg.listener().contact(other.user()));
        call.sessionTimers().propose(leg.party(), request, minimum);
        if (offers) {
            Messages.body(request, Objects.requireNonNull(sdp), "application/sdp");
            call.midCall().asking(this);
        }
        sent = call.exchanges().send(leg, pair.of(leg.party()), request, this);
        answer = call.after("sip-refresh", call.settings().sip().ringTimeout(), this::expired);
    }

    private void later() {
        boolean weMadeTheCallId = leg.party() == Party.CALLEE;
        Duration wait = services.timers().glareWait(weMadeTheCallId, ThreadLocalRandom.current());
        call.after("sip-refresh-retry", wait, this::begin);
    }

    @Override
    public void answered(OutgoingRequest request, Response response, long nanos) {
        int status = response.getStatusCode();
        if (status < 200) {
            return;
        }
        over();
        if (status < 300) {
            accepted(request, response);
        } else if (status == Response.REQUEST_PENDING) {
            later();
        } else if (status == SessionInterval.TOO_SMALL && minimum.isZero()) {
            minimum = SessionInterval.minimum(response);
            begin();
        } else if (status == Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST || status == Response.REQUEST_TIMEOUT) {
            gone();
        } else {
            // It leaves an agreed session until its end (section 10); the deadline for that runs.
            call.sessionTimers().refused(leg.party());
        }
    }

    private void accepted(OutgoingRequest request, Response response) {
        DialogPair pair = call.dialogs().answered();
        if (pair == null) {
            return;
        }
        pair.set(leg.party(), pair.of(leg.party()).refreshedBy(response));
        if (offers) {
            Request ack = pair.of(leg.party())
                    .ack(Messages.cseqNumber(request.request()), leg.listener().via(Messages.branch()));
            call.exchanges().sendAck(leg, pair.of(leg.party()), request.request(), ack);
        }
        if (call.isEnded()) {
            return;
        }
        call.sessionTimers().agreed(leg.party(), response);
        if (offers) {
            Bodies.description(response).ifPresent(this::take);
        }
    }

    /** Takes the answer of the party; it may name another place for media, or another choice. */
    private void take(byte[] description) {
        byte[] offer = leg.lastSdpSent();
        byte[] told = other.lastSdpSent();
        try {
            byte[] relayed =
                    call.media().relay(leg.side(), leg.peer().address().getAddress(), Role.ANSWER, description);
            call.changed();
            if (offer == null || told == null || Acceptance.isPlain(offer, relayed, told)) {
                return;
            }
            other.sdpSent(relayed);
            if (!ofChange) {
                ofChange(call, services, other.party()).begin();
            }
        } catch (UnusableDescriptionException | PortsExhaustedException e) {
            call.hangUpNow(new Disposition(
                    Outcome.FAILED, null, "A party's session description in the answer to our own cannot be used."));
        }
    }

    @Override
    public void unanswered(OutgoingRequest request, FailureCause cause) {
        over();
        gone();
    }

    private void over() {
        call.midCall().asked(this);
        if (answer != null) {
            answer.cancel();
        }
    }

    @Override
    public void resent(OutgoingRequest request) {
        sent = request;
    }

    private void expired() {
        OutgoingRequest waiting = sent;
        if (waiting != null && call.exchanges().abandon(waiting)) {
            unanswered(waiting, FailureCause.TIMEOUT);
        }
    }

    private void gone() {
        services.metrics().expired("refresh");
        call.hangUpNow(new Disposition(Outcome.EXPIRED, null, "A party did not answer the refresh of its session."));
    }
}
