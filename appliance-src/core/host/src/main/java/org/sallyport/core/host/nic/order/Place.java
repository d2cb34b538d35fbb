package org.sallyport.core.host.nic.order;

import org.sallyport.core.host.nic.inventory.Adapter;

/**
 * An adapter with its number.
 *
 * @param position 0 for eth0
 * @param reason what the witness said, in plain words with its raw value
 */
public record Place(int position, Adapter adapter, Witness witness, String reason) {
    /** The names that this product gives are this and a number. */
    public static final String PREFIX = "eth";

    /** Such as {@code eth0}. */
    public String name() {
        return PREFIX + position;
    }
}
