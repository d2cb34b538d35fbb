package org.sallyport.core.host.nic.map;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.MacAddress;
import org.sallyport.core.host.nic.order.Place;
import org.sallyport.core.host.nic.order.Witness;

/**
 * A name that belongs to one adapter.
 *
 * @param name such as {@code eth0}
 * @param mac permanent address; empty for an adapter without one, which is known by its path
 * @param path where it sits
 * @param driver for people, who may know the adapter by it
 * @param witness what decided the name
 * @param reason in plain words
 */
public record Pin(
        String name,
        Optional<MacAddress> mac,
        String path,
        String driver,
        Witness witness,
        String reason,
        Instant since) {
    public Pin {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(driver, "driver");
        Objects.requireNonNull(witness, "witness");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(since, "since");
    }

    /** The pin that an adapter gets from its place. */
    static Pin of(Place place, Instant since) {
        Adapter adapter = place.adapter();
        return new Pin(
                place.name(), adapter.mac(), adapter.path(), adapter.driver(), place.witness(), place.reason(), since);
    }

    /** The same name for another adapter. */
    Pin heldBy(Adapter adapter, Witness decided, String why, Instant now) {
        return new Pin(name, adapter.mac(), adapter.path(), adapter.driver(), decided, why, now);
    }

    /** The same adapter under another name. */
    Pin named(String other, Witness decided, String why, Instant now) {
        return new Pin(other, mac, path, driver, decided, why, now);
    }

    /** The number in its name. */
    @JsonIgnore
    public int position() {
        return Integer.parseInt(name.substring(Place.PREFIX.length()));
    }

    /** Whether the adapter is at the place and has the address. */
    boolean isExactly(Adapter adapter) {
        return path.equals(adapter.path()) && mac.equals(adapter.mac());
    }

    /** Whether the adapter has the address. */
    boolean hasAddressOf(Adapter adapter) {
        return mac.isPresent() && mac.equals(adapter.mac());
    }

    /** For people: address and place. */
    String where() {
        return mac.map(MacAddress::toString).orElse("an adapter without a permanent address") + " at " + path;
    }
}
