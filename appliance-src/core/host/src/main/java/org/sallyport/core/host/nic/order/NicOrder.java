package org.sallyport.core.host.nic.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sallyport.core.host.nic.finding.Finding;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.MacAddress;
import org.sallyport.core.host.nic.inventory.NicInventory;
import org.sallyport.core.host.nic.order.Verdict.Ordered;
import org.sallyport.core.host.nic.order.Verdict.Ranked;
import org.sallyport.core.host.nic.order.Verdict.Silent;

/**
 * The order of a machine's adapters as far as no earlier boot decided it.
 *
 * @param places each adapter once, by position; a position is free only where a statement names an absent adapter
 * @param considered every witness asked, and what came of it
 */
public record NicOrder(List<Place> places, List<Considered> considered, List<Finding> findings) {

    /** A witness that was asked. */
    public record Considered(String witness, String outcome) {}

    private record NamedRule(String witness, OrderRule rule) {}

    /** The stronger witness first. */
    private static final List<NamedRule> RULES = List.of(
            new NamedRule("number of adapters", new OnlyAdapterRule()),
            new NamedRule("VMware's ACPI names", new FirmwareLabelRule()),
            new NamedRule("known server model", new ServerProfileRule()),
            new NamedRule("ACPI and SMBIOS indexes", new FirmwareIndexRule()),
            new NamedRule("VMware slots", new VmwareSlotRule()),
            new NamedRule("position on the bus", new PathRule()),
            new NamedRule("hardware addresses", new MacOrderRule()));

    /** Decides, from the candidates of an inventory and its statements. */
    public static NicOrder decide(NicInventory inventory, List<Adapter> candidates) {
        List<Considered> considered = new ArrayList<>();
        List<Finding> findings = new ArrayList<>(duplicates(candidates));
        if (candidates.isEmpty()) {
            findings.add(none());
            return new NicOrder(List.of(), List.of(), findings);
        }
        Stated stated = Stated.judge(inventory.statements(), candidates);
        considered.add(new Considered("statements from outside", stated.outcome()));
        findings.addAll(stated.findings());
        List<Place> places = new ArrayList<>(stated.places().values());
        List<Adapter> left = candidates.stream()
                .filter(adapter -> !stated.places().containsKey(adapter))
                .toList();
        if (!left.isEmpty()) {
            places.addAll(freePlaces(firstVerdict(inventory, left, considered, findings), stated));
        }
        places.sort(Comparator.comparingInt(Place::position));
        return new NicOrder(List.copyOf(places), List.copyOf(considered), List.copyOf(findings));
    }

    private static List<Ranked> firstVerdict(
            NicInventory inventory, List<Adapter> left, List<Considered> considered, List<Finding> findings) {
        // In an order of our own, so that even a tie does not show in which one the kernel met them.
        List<Adapter> adapters = left.stream().sorted(MacSequence.ORDER).toList();
        for (NamedRule named : RULES) {
            switch (named.rule().judge(inventory.machine(), adapters)) {
                case Ordered ordered -> {
                    considered.add(new Considered(named.witness(), "decides"));
                    findings.addAll(ordered.findings());
                    return ordered.adapters();
                }
                case Silent silent -> {
                    considered.add(new Considered(named.witness(), silent.why()));
                    findings.addAll(silent.findings());
                }
            }
        }
        throw new IllegalStateException("the last rule always decides");
    }

    private static List<Place> freePlaces(List<Ranked> ranked, Stated stated) {
        Set<Integer> taken = new HashSet<>(stated.absent());
        stated.places().values().forEach(place -> taken.add(place.position()));
        List<Place> places = new ArrayList<>();
        int position = 0;
        for (Ranked next : ranked) {
            while (taken.contains(position)) {
                position++;
            }
            places.add(new Place(position++, next.adapter(), next.witness(), next.reason()));
        }
        return places;
    }

    private static List<Finding> duplicates(List<Adapter> candidates) {
        Map<MacAddress, Long> counts = candidates.stream()
                .flatMap(adapter -> adapter.mac().stream())
                .collect(Collectors.groupingBy(mac -> mac, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .filter(count -> count.getValue() > 1)
                .map(count -> new Finding(
                        Finding.Kind.DUPLICATE_MAC,
                        "%d adapters claim the hardware address %s.".formatted(count.getValue(), count.getKey()),
                        "Give each adapter an address of its own."))
                .toList();
    }

    private static Finding none() {
        return new Finding(
                Finding.Kind.NO_ADAPTER,
                "The machine has no network adapter that can be used.",
                "Add an adapter of a supported type, such as vmxnet3, virtio or Hyper-V's network adapter.");
    }
}
