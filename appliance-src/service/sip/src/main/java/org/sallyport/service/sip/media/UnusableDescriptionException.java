package org.sallyport.service.sip.media;

import java.io.Serial;

/** A body that says it is SDP and is not. */
public final class MalformedDescriptionException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public MalformedDescriptionException(String detail) {
        super(detail);
    }
}
