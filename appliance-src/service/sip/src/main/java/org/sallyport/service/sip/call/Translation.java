package org.sallyport.service.sip.call;

import java.text.ParseException;
import java.util.Set;
import javax.sip.InvalidArgumentException;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.Header;
import javax.sip.header.MaxForwardsHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.Side;
import org.sallyport.service.sip.dialog.Dialog;
import org.sallyport.service.sip.stack.IncomingRequest;
import org.sallyport.service.sip.stack.Messages;
import org.sallyport.service.sip.topology.Boundary;

/** Makes our message on one leg from one received on the other, bodies apart. */
final class Translation {
    /** Requests that may say, as their 2xx may, where the next ones are to go; MESSAGE and INFO must not (RFC 3428, 6086). */
    private static final Set<String> NAMING_CONTACT =
            Set.of(Request.INVITE, Request.UPDATE, Request.REFER, Request.NOTIFY, Request.OPTIONS);

    private final Boundary boundary;

    Translation(Boundary boundary) {
        this.boundary = boundary;
    }

    /** Our INVITE, but for Via and Contact which depend on the next hop. */
    Request invite(Request received, Leg caller, Leg callee, URI requestUri, String localTag) {
        Side viewer = callee.side();
        Request invite = Messages.request(
                Request.INVITE,
                requestUri,
                Messages.callId(callee.callId()),
                1,
                Messages.from(boundary.uris().address(Messages.fromAddress(received), viewer), localTag),
                Messages.to(dialled(callee.identity(), requestUri, viewer), null),
                callee.listener().via(Messages.branch()));
        pass(received, caller.side(), invite);
        return invite;
    }

    /** Our request inside a dialog. */
    Request inDialog(Request received, Leg from, Leg to, Dialog dialog) {
        Request request = dialog.request(received.getMethod(), to.listener().via(Messages.branch()));
        pass(received, from.side(), request);
        if (NAMING_CONTACT.contains(received.getMethod())) {
            request.setHeader(to.listener().contact(from.user()));
        }
        return request;
    }

    /** Our response to a request, from the one that came for ours. */
    Response response(IncomingRequest answering, Leg from, Leg to, @Nullable String toTag, Response received) {
        return response(answering, from, to, toTag, received, received.getStatusCode());
    }

    /**
     * Our refusal of an INVITE. A challenge is for us and not for the caller; a redirection inside is nothing to follow
     * from outside.
     */
    Response refusal(IncomingRequest answering, Leg from, Leg to, Response received) {
        int status = switch (received.getStatusCode()) {
            case Response.UNAUTHORIZED, Response.PROXY_AUTHENTICATION_REQUIRED -> Response.FORBIDDEN;
            default ->
                received.getStatusCode() / 100 == 3 && to.side() == Side.EXTERNAL
                        ? Response.TEMPORARILY_UNAVAILABLE
                        : received.getStatusCode();
        };
        Response refusal = response(answering, from, to, null, received, status);
        if (status / 100 == 3) {
            Messages.headers(received, "Contact").forEach(contact -> refusal.addHeader((Header) contact.clone()));
        }
        return refusal;
    }

    private Response response(
            IncomingRequest answering, Leg from, Leg to, @Nullable String toTag, Response received, int status) {
        Response response = answering.response(status);
        if (to.side() == Side.INTERNAL && status == received.getStatusCode()) {
            reason(response, received.getReasonPhrase());
        }
        tag(response, toTag);
        boundary.headers().pass(received, from.side(), response);
        if (status < 300 && NAMING_CONTACT.contains(answering.method())) {
            response.setHeader(to.listener().contact(from.user()));
        }
        return response;
    }

    static void tag(Response response, @Nullable String toTag) {
        if (toTag != null) {
            ((gov.nist.javax.sip.message.SIPResponse) response).setToTag(toTag);
        }
    }

    /** Max-Forwards goes on counting across us, so that loops through other back-to-back agents end (RFC 7332). */
    private void pass(Request received, Side from, Request ours) {
        boundary.headers().pass(received, from, ours);
        int left = received.getHeader(MaxForwardsHeader.NAME) instanceof MaxForwardsHeader header
                ? header.getMaxForwards()
                : Messages.MAX_FORWARDS;
        try {
            ((MaxForwardsHeader) ours.getHeader(MaxForwardsHeader.NAME)).setMaxForwards(left - 1);
        } catch (InvalidArgumentException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** To shows the address that is called as its side knows it. */
    private Address dialled(Address to, URI requestUri, Side viewer) {
        boolean asDialled = to.getURI() instanceof SipURI shown
                && requestUri instanceof SipURI target
                && shown.getHost().equalsIgnoreCase(target.getHost());
        return asDialled ? to : boundary.uris().address(to, viewer);
    }

    private static void reason(Response response, @Nullable String phrase) {
        if (phrase == null || phrase.isEmpty()) {
            return;
        }
        try {
            response.setReasonPhrase(phrase);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
