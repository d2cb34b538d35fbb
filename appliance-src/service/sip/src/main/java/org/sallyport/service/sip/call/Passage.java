package org.sallyport.service.sip.call;

import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.calls.live.LadderEvent.Party;
import org.sallyport.media.PortsExhaustedException;
import org.sallyport.service.sip.media.CallMedia.Role;
import org.sallyport.service.sip.media.UnusableDescriptionException;
import org.sallyport.service.sip.stack.IncomingRequest;
import org.sallyport.service.sip.stack.Messages;
import org.sallyport.service.sip.stack.OutgoingRequest;
import org.sallyport.service.sip.stack.SipEvent.FailureCause;

/** A request other than INVITE on its way through a call, and its response back. */
final class Passage implements ClientExchange {
    private final Call call;
    private final DialogPair pair;
    private final Leg from;
    private final Leg to;
    private final IncomingRequest request;
    private final Translation translation;
    private final Bodies bodies;
    /** What a session description in it is; null when it is nothing to be answered. */
    private final @Nullable Role role;
    /** The RAck of a PRACK; null for others. */
    private final @Nullable String rack;

    private Passage(
            Call call, DialogPair pair, Leg from, IncomingRequest request, @Nullable Role role, @Nullable String rack) {
        this.call = call;
        this.pair = pair;
        this.from = from;
        this.to = call.leg(Parties.other(from.party()));
        this.request = request;
        this.translation = new Translation(call.boundary());
        this.bodies = new Bodies(call.media());
        this.role = role;
        this.rack = rack;
    }

    static Passage of(Call call, DialogPair pair, Leg from, IncomingRequest request) {
        // Elsewhere, as in the capabilities that OPTIONS asks for, a description is no half of an exchange.
        Role role = request.method().equals(Request.UPDATE) ? Role.OFFER : null;
        return new Passage(call, pair, from, request, role, null);
    }

    static Passage ofPrack(
            Call call,
            DialogPair pair,
            Leg from,
            IncomingRequest prack,
            ReliableResponses.Unacknowledged acknowledged) {
        Role role = acknowledged.offered() ? Role.ANSWER : Role.OFFER;
        return new Passage(call, pair, from, prack, role, acknowledged.rack());
    }

    void begin() {
        Request message = request.request();
        Request ours = translation.inDialog(message, from, to, pair.sending(to.party()));
        if (rack != null) {
            ours.setHeader(Messages.header("RAck", rack));
        }
        if (!Transfer.translate(call, pair, message, from, to, ours)) {
            call.respond(from, request, Response.BAD_REQUEST);
            return;
        }
        try {
            bodies.pass(message, from, role, ours, to);
        } catch (UnusableDescriptionException e) {
            call.respond(from, request, e.status());
            return;
        } catch (PortsExhaustedException e) {
            call.respond(from, request, Response.NOT_ACCEPTABLE_HERE);
            return;
        }
        if (isPointless(message, ours)) {
            call.respond(from, request, Response.UNSUPPORTED_MEDIA_TYPE);
            return;
        }
        if (isUpdate()) {
            pair.set(from.party(), pair.of(from.party()).refreshedBy(message));
        }
        if (offers()) {
            call.midCall().offerPassed(from.party());
        }
        call.exchanges().send(to, pair.of(to.party()), ours, this);
    }

    @Override
    public void answered(OutgoingRequest sent, Response response, long nanos) {
        int status = response.getStatusCode();
        if (status < 200) {
            return;
        }
        Response ours = status < 300
                ? translation.response(request, to, from, null, response)
                : translation.refusal(request, to, from, response);
        try {
            bodies.pass(response, to, role == null ? null : Role.ANSWER, ours, from);
        } catch (UnusableDescriptionException | PortsExhaustedException e) {
            ours = request.response(Response.BAD_GATEWAY);
        }
        settle(status);
        if (status < 300 && isUpdate()) {
            Party party = to.party();
            pair.set(party, pair.of(party).refreshedBy(response));
            if (SessionTimers.isRefresh(request.request())) {
                call.sessionTimers().accept(from.party(), request.request(), ours);
            }
        }
        call.respond(from, request, ours);
        call.changed();
    }

    @Override
    public void unanswered(OutgoingRequest sent, FailureCause cause) {
        settle(Response.REQUEST_TIMEOUT);
        call.respond(from, request, Response.REQUEST_TIMEOUT);
    }

    /** Such a request is about its body: without it there is nothing to say to the other party. */
    private static boolean isPointless(Request received, Request ours) {
        boolean aboutItsBody = received.getMethod().equals(Request.MESSAGE)
                || received.getMethod().equals(Request.INFO);
        return aboutItsBody && !Bodies.isEmpty(received) && Bodies.isEmpty(ours);
    }

    private void settle(int status) {
        if (offers()) {
            call.midCall().offerAnswered(from.party());
            if (status >= 300) {
                call.media().rollback();
            }
        }
    }

    private boolean offers() {
        return role == Role.OFFER && Bodies.hasDescription(request.request());
    }

    private boolean isUpdate() {
        return request.method().equals(Request.UPDATE);
    }
}
