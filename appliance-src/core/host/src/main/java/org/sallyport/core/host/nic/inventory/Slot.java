package org.sallyport.core.host.nic.inventory;

import java.util.Comparator;

/**
 * The slot that an adapter is plugged into, as the firmware calls it.
 *
 * @param number printed beside it, or given to it by the hypervisor
 * @param name {@code PCIe Slot 2}, or the bare number
 */
public record Slot(int number, String name) implements Comparable<Slot> {
    private static final Comparator<Slot> ORDER =
            Comparator.comparingInt(Slot::number).thenComparing(Slot::name);

    @Override
    public int compareTo(Slot other) {
        return ORDER.compare(this, other);
    }
}
