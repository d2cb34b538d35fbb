package org.sallyport.service.sip.call;

import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.sallyport.service.sip.route.NextHop;
import org.sallyport.service.sip.stack.BoundListener;
import org.sallyport.service.sip.stack.IncomingRequest;

/** The registrations that pass through us, as far as calls and the switchboard know of them. Thread-safe; never blocks. */
public interface Registrations {
    /** Takes a REGISTER and answers it. */
    void received(IncomingRequest register);

    /** What a URI that the inside calls means. */
    Called find(URI called);

    /** Who is called. */
    sealed interface Called {
        /**
         * A device that is registered through us.
         *
         * @param contact what it calls itself, for the Request-URI
         * @param alias its address of record as the inside knows it, for people
         * @param listener where it registered
         * @param hop where its messages come from
         */
        record Device(SipURI contact, Address alias, BoundListener listener, NextHop hop) implements Called {}

        /** A contact that we gave out; the device cannot be reached, or its registration is over. */
        record Away() implements Called {}

        /** None of our contacts. */
        record Other() implements Called {}
    }
}
