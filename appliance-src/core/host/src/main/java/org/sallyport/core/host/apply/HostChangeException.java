package org.sallyport.core.host.apply;

import java.io.Serial;

/** The machine could not be brought into a state; the message says what failed, for administrators. */
public final class HostChangeException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public HostChangeException(String message) {
        super(message);
    }

    public HostChangeException(String message, Throwable cause) {
        super(message, cause);
    }
}
