package org.sallyport.upgrade.signature;

import java.io.IOException;
import java.io.Serial;

/** A package is whole, or may be, but nobody trusted stands for it. */
public final class UntrustedPackageException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** What is wrong, and what to do, each a sentence. */
    public UntrustedPackageException(String detail, String remedy) {
        super(detail + " " + remedy);
    }

    UntrustedPackageException(String detail, String remedy, Throwable cause) {
        super(detail + " " + remedy, cause);
    }
}
