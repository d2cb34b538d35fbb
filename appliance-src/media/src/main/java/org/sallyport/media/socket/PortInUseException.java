package org.sallyport.media.socket;

import java.io.IOException;
import java.io.Serial;

/** Another program, or another socket of ours, holds the port. */
public final class PortInUseException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    public PortInUseException(String address) {
        super(address + " is in use");
    }
}
