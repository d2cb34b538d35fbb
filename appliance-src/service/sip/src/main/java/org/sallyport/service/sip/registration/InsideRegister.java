package org.sallyport.service.sip.registration;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sip.InvalidArgumentException;
import javax.sip.address.Address;
import javax.sip.address.URI;
import javax.sip.header.ContactHeader;
import javax.sip.header.Header;
import javax.sip.header.MaxForwardsHeader;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.Side;
import org.sallyport.service.sip.stack.BoundListener;
import org.sallyport.service.sip.stack.Messages;
import org.sallyport.service.sip.topology.HeaderPolicy;

/**
 * A REGISTER of ours to the call server, before it is known from which listener it leaves.
 *
 * @param received the device's, whose credentials and headers go with it; null when we speak for ourselves
 * @param contacts the device's by our tokens; a removal where it expires at once
 * @param removesAll {@code Contact: *}
 * @param lifetime what is asked for contacts that are not removed
 */
record InsideRegister(
        InsideIdentity identity,
        @Nullable Request received,
        Map<String, WantedContact> contacts,
        boolean removesAll,
        Duration lifetime) {
    /** Parameters of the device's flow with us, not of ours with the call server (RFC 5626, RFC 5627). */
    private static final List<String> NOT_OURS = List.of("reg-id", "pub-gruu", "temp-gruu", "received");

    private static final List<String> CREDENTIALS = List.of("Authorization", "Proxy-Authorization");

    InsideRegister asking(Duration longer) {
        return new InsideRegister(identity, received, contacts, removesAll, longer);
    }

    /** The request as it leaves a listener. */
    Request from(BoundListener listener, long cseq, HeaderPolicy policy) {
        Request request = Messages.request(
                Request.REGISTER,
                (URI) identity.registrar().clone(),
                Messages.callId(identity.callId()),
                cseq,
                Messages.from(identity.from(), identity.fromTag()),
                Messages.to(identity.to(), null),
                listener.via(Messages.branch()));
        if (received != null) {
            pass(received, request, policy);
        }
        request.removeHeader("Expires");
        if (removesAll) {
            request.setHeader(Messages.header("Contact", "*"));
            request.setHeader(Messages.header("Expires", "0"));
        } else if (!contacts.isEmpty()) {
            request.setHeader(Messages.header("Expires", Long.toString(lifetime.toSeconds())));
            contacts.forEach((token, contact) -> request.addHeader(contact(listener, token, contact)));
        }
        return request;
    }

    private static void pass(Request received, Request request, HeaderPolicy policy) {
        policy.pass(received, Side.EXTERNAL, request);
        for (String name : CREDENTIALS) {
            Messages.headers(received, name).forEach(header -> request.addHeader((Header) header.clone()));
        }
        if (received.getHeader(MaxForwardsHeader.NAME) instanceof MaxForwardsHeader left) {
            try {
                request.setHeader(Messages.header(MaxForwardsHeader.NAME, Integer.toString(left.getMaxForwards())));
                ((MaxForwardsHeader) request.getHeader(MaxForwardsHeader.NAME)).decrementMaxForwards();
            } catch (javax.sip.header.TooManyHopsException e) {
                throw new IllegalStateException("a request without hops left was taken", e);
            }
        }
    }

    private ContactHeader contact(BoundListener listener, String token, WantedContact wanted) {
        ContactHeader ours = (ContactHeader) wanted.header().clone();
        Address address = listener.contact(token).getAddress();
        ours.setAddress(address);
        NOT_OURS.forEach(ours::removeParameter);
        try {
            ours.setExpires(wanted.isRemoval() ? 0 : Math.toIntExact(lifetime.toSeconds()));
        } catch (InvalidArgumentException e) {
            throw new IllegalStateException(e);
        }
        return ours;
    }
}
