package org.sallyport.service.sip.call;

import javax.sip.message.Request;
import javax.sip.message.Response;
import org.sallyport.media.PortsExhaustedException;
import org.sallyport.service.sip.media.CallMedia.Role;
import org.sallyport.service.sip.media.MalformedDescriptionException;
import org.sallyport.service.sip.stack.IncomingRequest;
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

    Passage(Call call, DialogPair pair, Leg from, IncomingRequest request) {
        this.call = call;
        this.pair = pair;
        this.from = from;
        this.to = call.leg(Parties.other(from.party()));
        this.request = request;
        this.translation = new Translation(call.boundary());
        this.bodies = new Bodies(call.media());
    }

    void begin() {
        Request message = request.request();
        Request ours = translation.inDialog(message, from, to, pair.sending(to.party()));
        try {
            bodies.pass(message, from, Role.OFFER, ours, to);
        } catch (MalformedDescriptionException e) {
            call.respond(from, request, Response.BAD_REQUEST);
            return;
        } catch (PortsExhaustedException e) {
            call.respond(from, request, Response.NOT_ACCEPTABLE_HERE);
            return;
        }
        if (isTargetRefresh()) {
            pair.set(from.party(), pair.of(from.party()).refreshedBy(message));
        }
        call.send(to, ours, this);
    }

    @Override
    public void answered(OutgoingRequest sent, Response response, long nanos) {
        int status = response.getStatusCode();
        if (status < 200) {
            return;
        }
        Response ours = translation.response(request, to, from, null, response);
        try {
            bodies.pass(response, to, Role.ANSWER, ours, from);
        } catch (MalformedDescriptionException | PortsExhaustedException e) {
            ours = request.response(Response.BAD_GATEWAY);
        }
        settle(status);
        if (status < 300 && isTargetRefresh()) {
            pair.set(to.party(), pair.of(to.party()).refreshedBy(response));
        }
        call.respond(from, request, ours);
        call.changed();
    }

    @Override
    public void unanswered(OutgoingRequest sent, FailureCause cause) {
        settle(Response.REQUEST_TIMEOUT);
        call.respond(from, request, Response.REQUEST_TIMEOUT);
    }

    private void settle(int status) {
        if (status >= 300 && Bodies.hasDescription(request.request())) {
            call.media().rollback();
        }
    }

    private boolean isTargetRefresh() {
        return request.method().equals(Request.UPDATE);
    }
}
