package org.sallyport.core.control;

import java.io.Serial;

/** A verb that did not succeed at the other process, or never reached it. */
public final class ControlException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public ControlException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why. */
    public enum Reason {
        /** The other process is not there, or does not answer in time. */
        AWAY,
        /** It does not answer this user. */
        FORBIDDEN,
        /** It has no such verb. */
        UNKNOWN_VERB,
        /** The arguments do not fit the verb. */
        INVALID_ARGUMENTS,
        /** What the arguments name does not exist. */
        NOT_FOUND,
        /** It tried and could not. */
        FAILED
    }
}
