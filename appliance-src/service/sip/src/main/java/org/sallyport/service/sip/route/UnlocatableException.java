package org.sallyport.service.sip.route;

import java.io.Serial;

/** A target that leads to no address of a usable transport. */
public final class UnlocatableException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String detail;

    public UnlocatableException(String detail) {
        super(detail);
        this.detail = detail;
    }

    /** What was looked for in vain, in plain words. */
    public String detail() {
        return detail;
    }
}
