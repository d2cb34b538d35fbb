package org.sallyport.service.sip.registration;

import java.time.Duration;
import java.util.Optional;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;
import javax.sip.message.Response;
import org.sallyport.core.settings.model.SipRegistrations;
import org.sallyport.service.sip.stack.Messages;

/** What the call server has granted (RFC 3261 section 10.2.4). */
final class InsideGrant {
    private InsideGrant() {}

    /**
     * How long a contact of ours holds: as its entry says, else the Expires header, else as asked for; zero when it is
     * listed as gone.
     */
    static Duration of(Response success, String token, SipRegistrations asked) {
        Optional<Duration> all = Messages.seconds(success, "Expires");
        return Messages.headers(success, ContactHeader.NAME)
                .map(ContactHeader.class::cast)
                .filter(contact -> names(contact, token))
                .findFirst()
                .flatMap(contact -> Optional.ofNullable(contact.getParameter("expires")))
                .flatMap(Messages::leadingNumber)
                .map(Duration::ofSeconds)
                .or(() -> all)
                .orElse(asked.insideInterval());
    }

    private static boolean names(ContactHeader contact, String token) {
        return contact.getAddress().getURI() instanceof SipURI uri && token.equals(uri.getUser());
    }
}
