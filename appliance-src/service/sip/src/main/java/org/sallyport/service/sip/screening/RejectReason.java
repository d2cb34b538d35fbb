package org.sallyport.service.sip.screening;

import java.util.Locale;

/** Why a message goes no further; the label of the metric and the answer to a request. */
public enum RejectReason {
    BAD_START_LINE(400, "Malformed Request-Line"),
    BAD_LINE_BREAK(400, "Malformed Line Break"),
    BAD_HEADER(400, "Malformed Header Field"),
    BAD_REQUEST_URI(400, "Malformed Request-URI"),
    MISSING_HEADER(400, "Missing Header Field"),
    REPEATED_HEADER(400, "Repeated Header Field"),
    BAD_CONTENT_LENGTH(400, "Malformed Content-Length"),
    MISSING_CONTENT_LENGTH(400, "Missing Content-Length"),
    TRUNCATED_BODY(400, "Body Shorter Than Content-Length"),
    METHOD_MISMATCH(400, "CSeq Method Does Not Match Request"),
    UNKNOWN_MEDIA_TYPE(415, "Unsupported Media Type"),
    UNKNOWN_URI_SCHEME(416, "Unsupported URI Scheme"),
    UNKNOWN_EXTENSION(420, "Bad Extension"),
    TOO_MANY_HOPS(483, "Too Many Hops"),
    UNKNOWN_VERSION(505, "Version Not Supported"),
    OVERSIZED(513, "Message Too Large"),
    UNFRAMED(400, "Malformed Message"),
    BAD_RESPONSE(0, "malformed response"),
    UNEXPECTED_RESPONSE(0, "response for somebody else"),
    OVERLOAD(0, "too many messages in hand");

    private final int status;
    private final String phrase;

    RejectReason(int status, String phrase) {
        this.status = status;
        this.phrase = phrase;
    }

    /** Status code of the answer to a request; 0 when there is none. */
    public int status() {
        return status;
    }

    /** Reason phrase of the answer; says nothing of the inside and repeats nothing of the message. */
    public String phrase() {
        return phrase;
    }

    /** Value of the metrics' label {@code reason}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
