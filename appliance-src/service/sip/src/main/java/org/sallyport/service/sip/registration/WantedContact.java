package org.sallyport.service.sip.registration;

import java.time.Duration;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;
import org.jspecify.annotations.Nullable;

/**
 * One contact of a REGISTER.
 *
 * @param header as the device wrote it
 * @param uri its address
 * @param instance its {@code +sip.instance} (RFC 5626 section 4.1); null when it has none
 * @param expires how long it is to hold; zero removes it
 */
record WantedContact(
        ContactHeader header, SipURI uri, @Nullable String instance, Duration expires) {
    boolean isRemoval() {
        return expires.isZero();
    }
}
