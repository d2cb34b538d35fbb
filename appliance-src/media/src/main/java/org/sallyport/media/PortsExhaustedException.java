package org.sallyport.media;

import java.io.Serial;
import java.util.Locale;
import org.sallyport.base.address.Side;

/** A side has no free media port: its range is too small for the calls, or too many ports rest. */
public final class PortsExhaustedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Side side;

    public PortsExhaustedException(Side side, int firstPort, int lastPort) {
        super("no free media port on the " + side.name().toLowerCase(Locale.ROOT) + " side in " + firstPort + "-"
                + lastPort);
        this.side = side;
    }

    public Side side() {
        return side;
    }
}
