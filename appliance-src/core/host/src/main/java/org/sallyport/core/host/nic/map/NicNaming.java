package org.sallyport.core.host.nic.map;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.host.nic.finding.Finding;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.NicInventory;
import org.sallyport.core.host.nic.inventory.NicInventory.PassedOver;
import org.sallyport.core.host.nic.map.NicMapFile.Content;
import org.sallyport.core.host.nic.order.Candidates;
import org.sallyport.core.host.nic.order.NicOrder;
import org.sallyport.core.host.nic.order.NicOrder.Considered;
import org.sallyport.core.host.nic.order.Place;
import org.sallyport.core.host.nic.order.Witness;

/**
 * The names of a machine's adapters: a pure function of its inventory and of the map of earlier boots.
 *
 * @param places by number
 * @param spares adapters that get no name of ours until an administrator decides
 * @param missing names whose adapter is not there
 * @param passedOver interfaces that the product does not use
 * @param map to keep from now on; empty when the one on disk must stay as it is
 */
public record NicNaming(
        List<Place> places,
        List<Adapter> spares,
        List<Pin> missing,
        List<PassedOver> passedOver,
        List<Considered> considered,
        List<Finding> findings,
        Optional<NicMap> map) {
    private static final List<Finding.Kind> DOUBTS = List.of(
            Finding.Kind.UNVERIFIED, Finding.Kind.DOUBTFUL, Finding.Kind.STATEMENT_REFUSED, Finding.Kind.STATED_ABSENT);

    /**
     * Decides.
     *
     * @param now when the names are given, for those that are new
     */
    public static NicNaming decide(NicInventory inventory, Content stored, Instant now) {
        return switch (stored) {
            case Content.Absent() -> first(inventory, now);
            case Content.Present(NicMap map) -> later(inventory, map, now);
            case Content.Unreadable(String why) -> unreadable(inventory, why, now);
        };
    }

    private static NicNaming first(NicInventory inventory, Instant now) {
        Candidates candidates = Candidates.of(inventory, _ -> false);
        NicOrder order = NicOrder.decide(inventory, candidates.adapters());
        List<Pin> pins =
                order.places().stream().map(place -> Pin.of(place, now)).toList();
        // Two cards with one address cannot both be known by it.
        boolean pinnable = order.findings().stream().noneMatch(finding -> finding.kind() == Finding.Kind.DUPLICATE_MAC);
        return new NicNaming(
                order.places(),
                List.of(),
                List.of(),
                candidates.passedOver(),
                order.considered(),
                order.findings(),
                pinnable && !pins.isEmpty()
                        ? Optional.of(new NicMap(NicMap.FORMAT, pins, doubts(order.findings())))
                        : Optional.empty());
    }

    private static List<Finding> doubts(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> DOUBTS.contains(finding.kind()))
                .toList();
    }

    /** The order is decided as at the first boot, so that the machine can be reached; the file stays for who can mend it. */
    private static NicNaming unreadable(NicInventory inventory, String why, Instant now) {
        NicNaming anew = first(inventory, now);
        List<Finding> findings = new ArrayList<>(anew.findings());
        findings.add(
                new Finding(
                        Finding.Kind.MAP_UNREADABLE,
                        "The map of the adapters cannot be read, so that their order was decided as at the first boot: "
                                + why,
                        "Restore the file from a backup; or look at sallyport nic list, and remove the file if the order is right."));
        return new NicNaming(
                anew.places, anew.spares, anew.missing, anew.passedOver, anew.considered, findings, Optional.empty());
    }

    private static NicNaming later(NicInventory inventory, NicMap map, Instant now) {
        Candidates candidates = Candidates.of(inventory, map::knows);
        MapMatching matching = new MapMatching(inventory, map, candidates.adapters(), now);
        List<Finding> findings = new ArrayList<>(map.doubts());
        findings.addAll(matching.findings());
        List<Place> places = matching.held().entrySet().stream()
                .map(entry -> place(entry.getKey(), entry.getValue()))
                .toList();
        NicMap next = new NicMap(NicMap.FORMAT, matching.pins(), map.doubts());
        return new NicNaming(
                places,
                matching.spares(),
                matching.missing(),
                candidates.passedOver(),
                List.of(new Considered("map of an earlier boot", "decides")),
                List.copyOf(findings),
                Optional.of(next));
    }

    private static Place place(Pin pin, Adapter adapter) {
        return pin.witness() == Witness.REPLACEMENT
                ? new Place(pin.position(), adapter, Witness.REPLACEMENT, pin.reason())
                : new Place(
                        pin.position(),
                        adapter,
                        Witness.PINNED,
                        "%s; at the time %s: %s"
                                .formatted(pin.since(), pin.witness().words(), pin.reason()));
    }

    /** Everything that is named or waits for a name. */
    public List<Adapter> adapters() {
        return Stream.concat(places.stream().map(Place::adapter), spares.stream())
                .toList();
    }

    /** The same names as the machine shows them now, with what was found on the way. */
    public NicNaming with(List<Finding> found, NicInventory present) {
        Map<String, Adapter> byPlace = new HashMap<>();
        present.adapters().forEach(adapter -> byPlace.put(adapter.path() + adapter.macText(), adapter));
        List<Place> shown = places.stream()
                .map(place ->
                        new Place(place.position(), shown(place.adapter(), byPlace), place.witness(), place.reason()))
                .toList();
        List<Adapter> waiting =
                spares.stream().map(adapter -> shown(adapter, byPlace)).toList();
        return new NicNaming(shown, waiting, missing, passedOver, considered, List.copyOf(found), map);
    }

    private static Adapter shown(Adapter adapter, Map<String, Adapter> byPlace) {
        return byPlace.getOrDefault(adapter.path() + adapter.macText(), adapter);
    }
}
