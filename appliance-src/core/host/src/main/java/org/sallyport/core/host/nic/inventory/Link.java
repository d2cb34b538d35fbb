package org.sallyport.core.host.nic.inventory;

import java.util.OptionalInt;

/**
 * The state of the line.
 *
 * @param carrier whether the other end answers; known only while the interface is up
 * @param speedMegabits as negotiated, if there is a carrier and the driver tells
 * @param timesUp how often the carrier has come since the driver was loaded
 */
public record Link(Carrier carrier, OptionalInt speedMegabits, int timesUp) {
    /** An interface that is down. */
    public static final Link UNKNOWN = new Link(Carrier.UNKNOWN, OptionalInt.empty(), 0);

    /** Whether a cable with a live peer is plugged in. */
    public enum Carrier {
        UP,
        DOWN,
        /** The interface is administratively down, so nobody looks. */
        UNKNOWN
    }
}
