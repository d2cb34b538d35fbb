package org.sallyport.core.host.nic.map;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.host.nic.finding.Finding;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.Bus;
import org.sallyport.core.host.nic.inventory.MacAddress;
import org.sallyport.core.host.nic.inventory.NicInventory;
import org.sallyport.core.host.nic.order.NicOrder;
import org.sallyport.core.host.nic.order.Place;
import org.sallyport.core.host.nic.order.Witness;

/**
 * Pins and adapters brought together, step by step: address and place agree; the address alone, for an adapter that moved;
 * the place alone, for one that was replaced. A step joins only what fits in one way. Adapters that are left when every pin
 * has its own are added behind; adapters that are left beside pins without one stay spare.
 */
final class MapMatching {
    private final NicInventory inventory;
    private final Instant now;
    private final List<Pin> openPins;
    private final List<Adapter> openAdapters;
    private final Map<Pin, Adapter> held = new TreeMap<>(Comparator.comparingInt(Pin::position));
    private final List<Adapter> spares = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    MapMatching(NicInventory inventory, NicMap map, List<Adapter> adapters, Instant now) {
        this.inventory = inventory;
        this.now = now;
        this.openPins = new ArrayList<>(map.pins());
        this.openAdapters = new ArrayList<>(adapters);
        join(Pin::isExactly, (pin, _) -> pin);
        join(Pin::hasAddressOf, this::moved);
        join(MapMatching::samePlace, this::replaced);
        if (openPins.isEmpty()) {
            addBehind();
        } else {
            leaveOpen();
        }
    }

    /** The pins that have their adapter, as they are from now on. */
    Map<Pin, Adapter> held() {
        return held;
    }

    List<Adapter> spares() {
        return spares;
    }

    List<Pin> missing() {
        return openPins;
    }

    List<Finding> findings() {
        return findings;
    }

    /** What to keep: the adapters there are, and those that may come back. */
    List<Pin> pins() {
        return Stream.concat(held.keySet().stream(), openPins.stream()).toList();
    }

    @FunctionalInterface
    private interface Change {
        Pin apply(Pin pin, Adapter adapter);
    }

    private void join(BiPredicate<Pin, Adapter> fits, Change change) {
        for (Pin pin : List.copyOf(openPins)) {
            List<Adapter> fitting = openAdapters.stream()
                    .filter(adapter -> fits.test(pin, adapter))
                    .toList();
            if (fitting.size() == 1 && rivals(fitting.getFirst(), fits) == 1) {
                openPins.remove(pin);
                openAdapters.remove(fitting.getFirst());
                held.put(change.apply(pin, fitting.getFirst()), fitting.getFirst());
            }
        }
    }

    private long rivals(Adapter adapter, BiPredicate<Pin, Adapter> fits) {
        return openPins.stream().filter(pin -> fits.test(pin, adapter)).count();
    }

    /** Interfaces without hardware have no place. */
    private static boolean samePlace(Pin pin, Adapter adapter) {
        return adapter.bus() != Bus.NONE && pin.path().equals(adapter.path());
    }

    private Pin moved(Pin pin, Adapter adapter) {
        if (adapter.bus() != Bus.NONE) {
            findings.add(new Finding(
                    Finding.Kind.MOVED,
                    "%s (%s) moved from %s to %s and keeps its name."
                            .formatted(pin.name(), adapter.macText(), pin.path(), adapter.path()),
                    "Nothing need be done."));
        }
        return pin.heldBy(adapter, pin.witness(), pin.reason(), pin.since());
    }

    private Pin replaced(Pin pin, Adapter adapter) {
        String reason = "at %s in place of %s".formatted(adapter.path(), pin.where());
        findings.add(new Finding(
                Finding.Kind.REPLACED,
                "%s is now %s, found %s.".formatted(pin.name(), adapter.macText(), reason),
                "Nothing need be done if the adapter was replaced."));
        return pin.heldBy(adapter, Witness.REPLACEMENT, reason, now);
    }

    private void addBehind() {
        keepDuplicatesSpare();
        int next = held.keySet().stream().mapToInt(Pin::position).max().orElse(-1) + 1;
        for (Place place : NicOrder.decide(inventory, openAdapters).places()) {
            Pin pin = Pin.of(new Place(next++, place.adapter(), place.witness(), place.reason()), now);
            held.put(pin, place.adapter());
            findings.add(new Finding(
                    Finding.Kind.ADDED,
                    "%s is new: %s, numbered behind the others.".formatted(pin.name(), pin.where()),
                    "Give it a role in the network settings if it is to be used."));
        }
    }

    /** A second adapter with the address of another one cannot be known by it. */
    private void keepDuplicatesSpare() {
        Set<MacAddress> seen = held.values().stream()
                .flatMap(adapter -> adapter.mac().stream())
                .collect(Collectors.toCollection(HashSet::new));
        for (Adapter adapter : List.copyOf(openAdapters)) {
            if (adapter.mac().isPresent() && !seen.add(adapter.mac().get())) {
                openAdapters.remove(adapter);
                spares.add(adapter);
                findings.add(new Finding(
                        Finding.Kind.DUPLICATE_MAC,
                        "The adapter at %s claims the hardware address %s of another one and got no name."
                                .formatted(adapter.path(), adapter.macText()),
                        "Give each adapter an address of its own."));
            }
        }
    }

    private void leaveOpen() {
        spares.addAll(openAdapters);
        String names = openPins.stream().map(Pin::name).collect(Collectors.joining(", "));
        if (spares.isEmpty()) {
            openPins.forEach(pin -> findings.add(new Finding(
                    Finding.Kind.MISSING,
                    "%s is missing: %s.".formatted(pin.name(), pin.where()),
                    "Put the adapter back, or look whether its driver finds it.")));
            return;
        }
        findings.add(new Finding(
                Finding.Kind.AMBIGUOUS,
                "%s missing (%s), and it is not clear whether any of these takes the place: %s. None of them got a name."
                        .formatted(
                                openPins.size() == 1 ? names + " is" : names + " are",
                                openPins.stream().map(Pin::where).collect(Collectors.joining("; ")),
                                spares.stream()
                                        .map(adapter -> adapter.macText() + " at " + adapter.path())
                                        .collect(Collectors.joining("; "))),
                "Say which one it is: sallyport nic pin " + openPins.getFirst().name() + " HARDWARE-ADDRESS."));
    }
}
