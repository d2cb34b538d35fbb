package org.sallyport.media.offload;

import java.io.Serial;

/** The kernel cannot forward a flow, for the reason given; the relay goes on with it. */
final class NotForwardedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    NotForwardedException(String reason) {
        super(reason);
    }
}
