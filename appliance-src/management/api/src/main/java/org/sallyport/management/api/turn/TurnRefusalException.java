package org.sallyport.management.api.turn;

import java.io.IOException;
import org.sallyport.protocol.stun.ErrorCode;
import org.sallyport.protocol.stun.StunMethod;

/** The server refused a request (RFC 8489 section 14.8). */
final class TurnRefusalException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int code;

    TurnRefusalException(StunMethod method, ErrorCode error) {
        super("it refuses " + method + ": " + error.code() + " " + error.reason());
        this.code = error.code();
    }

    int code() {
        return code;
    }
}
