package org.sallyport.service.sip.registration;

import java.util.Locale;
import javax.sip.message.Response;

/** Why a REGISTER is refused; the metrics' label. */
enum Refusal {
    FROM_INSIDE(Response.FORBIDDEN),
    BAD_ADDRESS(Response.BAD_REQUEST),
    BAD_CONTACT(Response.BAD_REQUEST),
    TOO_MANY_CONTACTS(Response.FORBIDDEN),
    /** RFC 3261 section 10.3 step 7. */
    TOO_BRIEF(Response.INTERVAL_TOO_BRIEF),
    /** RFC 3261 section 10.3 step 7: it was overtaken by a later one. */
    OUT_OF_ORDER(Response.SERVER_INTERNAL_ERROR),
    ADMISSION(Response.SERVICE_UNAVAILABLE),
    UNREACHABLE(Response.SERVICE_UNAVAILABLE),
    /** The call server refused it; its own status passes. */
    REJECTED(Response.FORBIDDEN),
    DEFECT(Response.SERVER_INTERNAL_ERROR);

    private final int status;

    Refusal(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
