package org.sallyport.core.host.nic.map;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.host.nic.finding.Finding;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.MacAddress;
import org.sallyport.core.host.nic.order.Witness;

/**
 * Which name belongs to which adapter.
 *
 * @param format of the file, {@value #FORMAT}
 * @param pins by number, each name once and each address once
 * @param doubts what an administrator has not confirmed yet
 */
public record NicMap(int format, List<Pin> pins, List<Finding> doubts) {
    static final int FORMAT = 1;
    private static final int MOST_PINS = 64;
    private static final Pattern NAME = Pattern.compile("eth(?:0|[1-9]\\d?)");
    private static final String BY_ADMINISTRATOR = "set by the administrator";

    public NicMap {
        if (format != FORMAT) {
            throw refused("format", "" + format, "It was written by another version of this system.");
        }
        check(pins);
        pins = pins.stream().sorted(Comparator.comparingInt(Pin::position)).toList();
        doubts = List.copyOf(doubts);
    }

    private static void check(List<Pin> pins) {
        if (pins.size() > MOST_PINS) {
            throw refused("pins", pins.size() + " pins", "There are more than " + MOST_PINS + ".");
        }
        Set<Object> seen = new HashSet<>();
        for (Pin pin : pins) {
            if (!NAME.matcher(pin.name()).matches()) {
                throw refused("pins", pin.name(), "It is no name of an adapter.");
            }
            if (!seen.add(pin.name())) {
                throw refused("pins", pin.name(), "The name is there twice.");
            }
            if (pin.mac().isPresent() && !seen.add(pin.mac().get())) {
                throw refused("pins", pin.mac().get().toString(), "The hardware address is there twice.");
            }
        }
    }

    private static InvalidInputException refused(String field, String value, String detail) {
        return new InvalidInputException(new Problem(
                "nic-map." + field, value, detail, "Restore the file, or remove it to have the order decided anew."));
    }

    /** A map of pins without doubts. */
    static NicMap of(List<Pin> pins) {
        return new NicMap(FORMAT, pins, List.of());
    }

    /** Whether an adapter had a place. */
    boolean knows(Adapter adapter) {
        return pins.stream().anyMatch(pin -> pin.hasAddressOf(adapter) || pin.isExactly(adapter));
    }

    /** The pin of a name. */
    public Optional<Pin> pin(String name) {
        return pins.stream().filter(pin -> pin.name().equals(name)).findFirst();
    }

    /** Whether an administrator need not look. */
    @JsonIgnore
    public boolean isConfirmed() {
        return doubts.isEmpty();
    }

    /** The same map after an administrator looked at it. */
    public NicMap confirmed() {
        return of(pins);
    }

    /**
     * Two adapters change their names. Who does so has looked, so that nothing remains in doubt.
     *
     * @throws InvalidInputException when a name is not in the map
     */
    public NicMap swapped(String one, String other, Instant now) {
        Pin first = required(one);
        Pin second = required(other);
        List<Pin> changed = new ArrayList<>(pins);
        changed.remove(first);
        changed.remove(second);
        changed.add(first.named(other, Witness.STATED, BY_ADMINISTRATOR, now));
        if (!one.equals(other)) {
            changed.add(second.named(one, Witness.STATED, BY_ADMINISTRATOR, now));
        }
        return of(changed);
    }

    /**
     * A name is given to an adapter; the name it had becomes free.
     *
     * @throws InvalidInputException when the name is none that this system gives
     */
    public NicMap pinned(String name, Adapter adapter, Instant now) {
        List<Pin> changed = new ArrayList<>(pins);
        changed.removeIf(pin -> pin.name().equals(name) || pin.hasAddressOf(adapter) || pin.isExactly(adapter));
        changed.add(
                new Pin(name, adapter.mac(), adapter.path(), adapter.driver(), Witness.STATED, BY_ADMINISTRATOR, now));
        return of(changed);
    }

    private Pin required(String name) {
        return pin(name)
                .orElseThrow(() -> new InvalidInputException(new Problem(
                        "name",
                        name,
                        "No adapter has this name.",
                        "Give one of: "
                                + String.join(", ", pins.stream().map(Pin::name).toList()) + ".")));
    }

    /** Addresses of the map, for who must not take one adapter for another. */
    public Optional<MacAddress> mac(String name) {
        return pin(name).flatMap(Pin::mac);
    }
}
