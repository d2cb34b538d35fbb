package org.sallyport.base.problem;

import java.io.IOException;
import java.io.Serial;

/** A file is not what its format demands. */
public final class DamagedFileException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * @param where the byte or member at fault
     * @param detail what is wrong there, without a full stop
     */
    public DamagedFileException(String where, String detail) {
        super(where + ": " + detail + ".");
    }
}
