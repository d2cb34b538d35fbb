package org.sallyport.service.sip.registration;

import java.text.ParseException;
import java.util.List;
import javax.sip.InvalidArgumentException;
import javax.sip.header.ContactHeader;
import javax.sip.header.Header;
import javax.sip.header.Parameters;
import javax.sip.message.Response;
import org.sallyport.base.address.Side;
import org.sallyport.service.sip.stack.IncomingRequest;
import org.sallyport.service.sip.stack.Messages;
import org.sallyport.service.sip.topology.HeaderPolicy;

/**
 * Makes our answers to a REGISTER, that show nothing of the inside: no contacts but the device's own, no Path,
 * Service-Route or GRUU. What the device must know to prove itself passes, and with it the realm, which the password is
 * bound to.
 */
record DeviceAnswers(IncomingRequest register, HeaderPolicy policy) {
    private static final List<String> CHALLENGES = List.of("WWW-Authenticate", "Proxy-Authenticate");
    /** RFC 7616 section 3.5. */
    private static final List<String> CONFIRMATIONS = List.of("Authentication-Info", "Proxy-Authentication-Info");

    /** That the device's own bindings are as they are. */
    Response granted(List<Binding> bindings) {
        Response response = register.response(Response.OK);
        for (Binding binding : bindings) {
            ContactHeader contact = (ContactHeader) binding.contact().header().clone();
            try {
                contact.setExpires(
                        Math.toIntExact(Math.max(1, Math.round(binding.left().toMillis() / 1000.0))));
            } catch (InvalidArgumentException e) {
                throw new IllegalStateException(e);
            }
            response.addHeader(contact);
        }
        return response;
    }

    /** Adds what passes of the call server's 2xx. */
    void pass(Response success, Response ours) {
        policy.pass(success, Side.INTERNAL, ours);
        ours.removeHeader("Expires");
        copy(success, CONFIRMATIONS, ours);
    }

    /** The call server's refusal or challenge. A redirection inside is nothing to follow from outside. */
    Response refused(Response answer) {
        int status = answer.getStatusCode() / 100 == 3 ? Response.SERVICE_UNAVAILABLE : answer.getStatusCode();
        Response response = register.response(status);
        policy.pass(answer, Side.INTERNAL, response);
        copy(answer, CHALLENGES, response);
        return response;
    }

    /** Our own refusal. */
    Response refused(RefusedException refused) {
        Response response = register.response(refused.refusal().status());
        try {
            response.setReasonPhrase(refused.words());
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
        refused.header().ifPresent(response::setHeader);
        return response;
    }

    /** Without the list of URIs that a challenge may protect: they are of the inside, and mean nothing in SIP. */
    private static void copy(Response from, List<String> names, Response to) {
        for (String name : names) {
            Messages.headers(from, name).forEach(header -> {
                Header copied = (Header) header.clone();
                if (copied instanceof Parameters parameters) {
                    parameters.removeParameter("domain");
                }
                to.addHeader(copied);
            });
        }
    }
}
