package org.sallyport.service.sip.call;

import java.time.Duration;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.calls.live.Disposition;
import org.sallyport.core.calls.live.Disposition.Outcome;
import org.sallyport.core.calls.live.LadderEvent.Party;
import org.sallyport.media.PortsExhaustedException;
import org.sallyport.service.sip.media.CallMedia.Role;
import org.sallyport.service.sip.media.UnusableDescriptionException;
import org.sallyport.service.sip.stack.IncomingRequest;
import org.sallyport.service.sip.stack.Messages;
import org.sallyport.service.sip.stack.OutgoingRequest;
import org.sallyport.service.sip.stack.SipEvent.FailureCause;

/** A re-INVITE on its way through a call (RFC 3261 section 14), from its arrival to its ACK. */
final class Reinvitation implements ClientExchange {
    private final Call call;
    private final CallServices services;
    private final DialogPair pair;
    private final Leg from;
    private final Leg to;
    private final IncomingRequest request;
    private final Translation translation;
    private final Bodies bodies;
    private final boolean offers;
    private @Nullable OutgoingRequest sent;
    private boolean provisional;
    private boolean cancelled;

    Reinvitation(Call call, CallServices services, DialogPair pair, Leg from, IncomingRequest request) {
        this.call = call;
        this.services = services;
        this.pair = pair;
        this.from = from;
        this.to = call.leg(Parties.other(from.party()));
        this.request = request;
        this.translation = new Translation(call.boundary());
        this.bodies = new Bodies(call.media());
        this.offers = Bodies.hasDescription(request.request());
    }

    void begin() {
        call.respond(from, request, Response.TRYING);
        Request ours = translation.inDialog(request.request(), from, to, pair.sending(to.party()));
        try {
            bodies.pass(request.request(), from, Role.OFFER, ours, to);
        } catch (UnusableDescriptionException e) {
            refuse(e.status());
            return;
        } catch (PortsExhaustedException e) {
            refuse(Response.NOT_ACCEPTABLE_HERE);
            return;
        }
        pair.set(from.party(), pair.of(from.party()).refreshedBy(request.request()));
        call.sessionTimers().propose(to.party(), ours, Duration.ZERO);
        sent = call.exchanges().send(to, pair.of(to.party()), ours, this);
        call.after("sip-reinvite", call.settings().sip().ringTimeout(), this::expired);
    }

    @Override
    public void answered(OutgoingRequest ours, Response response, long nanos) {
        switch (response.getStatusCode() / 100) {
            case 1 -> provisional(response);
            case 2 -> accepted(ours, response);
            default -> rejected(response);
        }
    }

    private void provisional(Response response) {
        boolean first = !provisional;
        provisional = true;
        if (cancelled && first) {
            sendCancel();
        } else if (!cancelled && response.getStatusCode() > Response.TRYING) {
            call.respond(from, request, translation.response(request, to, from, null, response));
        }
    }

    private void accepted(OutgoingRequest ours, Response response) {
        Party party = to.party();
        pair.set(party, pair.of(party).refreshedBy(response));
        Response success = translation.response(request, to, from, null, response);
        try {
            bodies.pass(response, to, offers ? Role.ANSWER : Role.OFFER, success, from);
        } catch (UnusableDescriptionException | PortsExhaustedException e) {
            acknowledge(ours, null);
            refuse(Response.NOT_ACCEPTABLE_HERE);
            call.hangUpNow(new Disposition(
                    Outcome.FAILED, null, "A party's session description in a re-INVITE cannot be used."));
            return;
        }
        boolean answerInAck = !offers && Bodies.hasDescription(response);
        if (!answerInAck) {
            acknowledge(ours, null);
        }
        if (cancelled) {
            // The caller of the re-INVITE has its 487; the far end changed the session all the same and is heard.
            call.midCall().over(this);
            return;
        }
        call.sessionTimers().agreed(party, response);
        call.sessionTimers().accept(from.party(), request.request(), success);
        call.awaitedAcks().send(from, request, success, ack -> {
            if (answerInAck) {
                acknowledge(ours, ack);
            }
            call.midCall().over(this);
            if (ack == null) {
                call.midCall().lostAck();
            }
        });
        call.changed();
    }

    private void acknowledge(OutgoingRequest ours, @Nullable IncomingRequest ackReceived) {
        Party party = to.party();
        Request ack = pair.of(party)
                .ack(Messages.cseqNumber(ours.request()), to.listener().via(Messages.branch()));
        if (ackReceived != null) {
            try {
                bodies.pass(ackReceived.request(), from, Role.ANSWER, ack, to);
            } catch (UnusableDescriptionException | PortsExhaustedException e) {
                call.media().rollback();
            }
        }
        call.exchanges().sendAck(to, pair.of(party), ours.request(), ack);
    }

    /** The session stays as it was (section 14.1), but for a dialog that the far end no longer knows. */
    private void rejected(Response response) {
        call.media().rollback();
        call.midCall().over(this);
        if (!cancelled) {
            call.respond(from, request, translation.response(request, to, from, null, response));
        }
        int status = response.getStatusCode();
        if (status == Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST || status == Response.REQUEST_TIMEOUT) {
            call.hangUpNow(new Disposition(Outcome.FAILED, status, "A party no longer knew the call."));
        }
    }

    @Override
    public void unanswered(OutgoingRequest ours, FailureCause cause) {
        refuse(Response.REQUEST_TIMEOUT);
        call.hangUpNow(new Disposition(Outcome.EXPIRED, null, "A party did not answer a re-INVITE."));
    }

    @Override
    public void resent(OutgoingRequest request) {
        sent = request;
    }

    private void expired() {
        OutgoingRequest waiting = sent;
        if (waiting != null && call.exchanges().abandon(waiting)) {
            services.metrics().expired("reinvite");
            unanswered(waiting, FailureCause.TIMEOUT);
        }
    }

    boolean isNamedBy(IncomingRequest cancel) {
        return cancel.branch().equals(request.branch());
    }

    /** Its sender gives it up; of no effect after the answer. */
    void abandoned() {
        if (!cancelled && !call.awaitedAcks().isAwaited(from.party())) {
            cancelled = true;
            call.respond(from, request, Response.REQUEST_TERMINATED);
            if (provisional) {
                sendCancel();
            }
        }
    }

    private void sendCancel() {
        OutgoingRequest waiting = sent;
        if (waiting != null) {
            call.exchanges().cancel(to, waiting);
        }
    }

    private void refuse(int status) {
        call.media().rollback();
        call.midCall().over(this);
        if (!cancelled) {
            call.respond(from, request, status);
        }
    }
}
