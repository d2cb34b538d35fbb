package org.sallyport.service.sip.media;

import java.io.Serial;

/** A session description that cannot be relayed; the message says why in plain words. */
public final class UnusableDescriptionException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int BAD_REQUEST = 400;
    private static final int NOT_ACCEPTABLE_HERE = 488;

    private final int status;

    private UnusableDescriptionException(int status, String detail) {
        super(detail);
        this.status = status;
    }

    /** One that is no SDP, or none that fits the exchange. */
    public static UnusableDescriptionException malformed(String detail) {
        return new UnusableDescriptionException(BAD_REQUEST, detail);
    }

    /** One that is in order and leads nowhere. */
    public static UnusableDescriptionException unacceptable(String detail) {
        return new UnusableDescriptionException(NOT_ACCEPTABLE_HERE, detail);
    }

    /** How a request that carries it is refused (RFC 3261 sections 21.4.1 and 21.4.26). */
    public int status() {
        return status;
    }

    /** What is wrong, to be put into a sentence. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
