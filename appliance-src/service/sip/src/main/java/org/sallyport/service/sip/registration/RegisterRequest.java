package org.sallyport.service.sip.registration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.ContactHeader;
import javax.sip.message.Request;
import org.sallyport.base.address.Side;
import org.sallyport.core.settings.model.SipRegistrations;
import org.sallyport.service.sip.stack.Hosts;
import org.sallyport.service.sip.stack.IncomingRequest;
import org.sallyport.service.sip.stack.Messages;
import org.sallyport.service.sip.topology.UriMap;

/**
 * What a REGISTER asks for (RFC 3261 section 10.2).
 *
 * @param alias the address of record as the inside knows it
 * @param contacts those to be set or removed; none in a query
 * @param removesAll {@code Contact: *}
 */
record RegisterRequest(IncomingRequest incoming, String alias, List<WantedContact> contacts, boolean removesAll) {
    /** Devices register one or two contacts. */
    static final int MAX_CONTACTS = 8;
    /** Below it a device would do nothing but register. */
    static final Duration LEAST = Duration.ofSeconds(10);

    static RegisterRequest of(IncomingRequest incoming, UriMap uris, SipRegistrations settings)
            throws RefusedException {
        Request request = incoming.request();
        Optional<Duration> expires = Messages.seconds(request, "Expires");
        List<ContactHeader> headers = Messages.headers(request, ContactHeader.NAME)
                .map(ContactHeader.class::cast)
                .toList();
        if (headers.size() > MAX_CONTACTS) {
            throw RefusedException.of(Refusal.TOO_MANY_CONTACTS, "More than " + MAX_CONTACTS + " Contacts");
        }
        String alias = alias(Messages.toAddress(request).getURI(), uris);
        boolean removesAll =
                headers.stream().anyMatch(contact -> contact.getAddress().isWildcard());
        if (!removesAll) {
            Duration otherwise = expires.orElse(settings.outsideInterval());
            return new RegisterRequest(incoming, alias, contacts(headers, otherwise), false);
        }
        // RFC 3261 section 10.2.2
        if (headers.size() > 1 || !expires.equals(Optional.of(Duration.ZERO))) {
            throw RefusedException.of(Refusal.BAD_CONTACT, "Contact * Goes Alone With Expires 0");
        }
        return new RegisterRequest(incoming, alias, List.of(), true);
    }

    String callId() {
        return Messages.callId(incoming.request());
    }

    long cseq() {
        return Messages.cseqNumber(incoming.request());
    }

    boolean isRemoval() {
        return removesAll || (!contacts.isEmpty() && contacts.stream().allMatch(WantedContact::isRemoval));
    }

    /** Whether it sets contacts and does nothing else. */
    boolean onlySets() {
        return !contacts.isEmpty() && contacts.stream().noneMatch(WantedContact::isRemoval);
    }

    private static String alias(URI to, UriMap uris) throws RefusedException {
        if (!(uris.identity(to, Side.INTERNAL) instanceof SipURI uri)) {
            throw RefusedException.of(Refusal.BAD_ADDRESS, "The Address To Register Is No SIP Address");
        }
        String user = uri.getUser() == null ? "" : uri.getUser() + "@";
        return uri.getScheme() + ":" + user + Hosts.bracketed(uri.getHost()).toLowerCase(Locale.ROOT);
    }

    private static List<WantedContact> contacts(List<ContactHeader> headers, Duration otherwise)
            throws RefusedException {
        List<WantedContact> contacts = new ArrayList<>(headers.size());
        for (ContactHeader header : headers) {
            if (!(header.getAddress().getURI() instanceof SipURI uri)) {
                throw RefusedException.of(Refusal.BAD_CONTACT, "A Contact Is No SIP Address");
            }
            // Malformed values count as absent (RFC 3261 section 20.10).
            Duration expires = Optional.ofNullable(header.getParameter("expires"))
                    .flatMap(Messages::leadingNumber)
                    .map(Duration::ofSeconds)
                    .orElse(otherwise);
            if (expires.isPositive() && expires.compareTo(LEAST) < 0) {
                throw RefusedException.tooBrief(LEAST);
            }
            contacts.add(new WantedContact(header, uri, header.getParameter("+sip.instance"), expires));
        }
        return List.copyOf(contacts);
    }
}
