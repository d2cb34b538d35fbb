package org.sallyport.core.host.nic.order;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.FirmwareWords;
import org.sallyport.core.host.nic.inventory.PciPath;
import org.sallyport.core.host.nic.inventory.Slot;

/** What the firmware's numbers say of adapters, on the board and in slots. */
final class FirmwareIndex {
    /** Above it, ACPI's number is no instance number but an address of the hypervisor's own. */
    private static final int HIGHEST_ACPI_INDEX = 16_383;

    private FirmwareIndex() {}

    /** The number, by ACPI before SMBIOS; empty for a card. */
    static OptionalInt of(Adapter adapter) {
        return byAcpi(adapter)
                ? adapter.firmware().acpiIndex()
                : adapter.firmware().smbiosIndex();
    }

    private static boolean byAcpi(Adapter adapter) {
        OptionalInt index = adapter.firmware().acpiIndex();
        return index.isPresent() && index.getAsInt() <= HIGHEST_ACPI_INDEX;
    }

    /**
     * Adapters with a number in the order of their numbers. Where two claim the same number, each group of ports (chips of
     * their own, each counting from one) keeps together, the group that comes first on PCI before the other.
     */
    static List<Adapter> ordered(Collection<Adapter> numbered) {
        if (isUnique(numbered)) {
            return numbered.stream().sorted(byIndex()).toList();
        }
        Map<String, List<Adapter>> groups = numbered.stream()
                .sorted(PathRule.ORDER)
                .collect(Collectors.groupingBy(groupOf(numbered), LinkedHashMap::new, Collectors.toList()));
        List<Adapter> ordered = new ArrayList<>();
        groups.values()
                .forEach(
                        group -> ordered.addAll(group.stream().sorted(byIndex()).toList()));
        return ordered;
    }

    /** By the kind of their label if every label is of one kind within its numbers, else by the PCI device. */
    private static Function<Adapter, String> groupOf(Collection<Adapter> numbered) {
        Map<String, List<Adapter>> byLabel = numbered.stream().collect(Collectors.groupingBy(FirmwareIndex::labelKind));
        return byLabel.values().stream().allMatch(FirmwareIndex::isUnique)
                ? FirmwareIndex::labelKind
                : adapter -> adapter.pci().map(FirmwareIndex::device).orElse(adapter.path());
    }

    private static String device(PciPath path) {
        return path.address().slotAddress();
    }

    /** {@code embedded nic} for {@code Embedded NIC 1}. */
    static String labelKind(Adapter adapter) {
        return adapter.firmware()
                .label()
                .map(label -> label.replaceAll("[\\d:.#-]+", "").strip().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    private static boolean isUnique(Collection<Adapter> numbered) {
        Set<OptionalInt> seen = new HashSet<>();
        return numbered.stream().allMatch(adapter -> seen.add(of(adapter)));
    }

    private static Comparator<Adapter> byIndex() {
        return Comparator.<Adapter>comparingInt(adapter -> of(adapter).orElse(Integer.MAX_VALUE))
                .thenComparing(PathRule.ORDER);
    }

    /** Cards by slot if every one has a slot, else by position on PCI; ports of a card by position. */
    static List<Adapter> cards(Collection<Adapter> cards) {
        boolean allInSlots =
                cards.stream().allMatch(card -> card.firmware().slot().isPresent());
        Comparator<Adapter> order = allInSlots
                ? Comparator.<Adapter, Slot>comparing(
                                card -> card.firmware().slot().orElseThrow())
                        .thenComparing(PathRule.ORDER)
                : PathRule.ORDER;
        return cards.stream().sorted(order).toList();
    }

    /** An adapter on the board in its turn. */
    static Verdict.Ranked rankedByNumber(Adapter adapter) {
        FirmwareWords words = adapter.firmware();
        int index = of(adapter).orElseThrow();
        String label = words.label().map(text -> " (" + text + ")").orElse("");
        return byAcpi(adapter)
                ? new Verdict.Ranked(adapter, Witness.ACPI_INDEX, "ACPI index " + index + label)
                : new Verdict.Ranked(adapter, Witness.SMBIOS_INDEX, "SMBIOS index " + index + label);
    }

    /** A card in its turn. */
    static Verdict.Ranked rankedCard(Adapter adapter) {
        Verdict.Ranked byPath = PathRule.ranked(adapter);
        return adapter.firmware()
                .slot()
                .map(slot -> new Verdict.Ranked(
                        adapter, byPath.witness(), "card in slot " + slot.name() + ", " + byPath.reason()))
                .orElse(byPath);
    }
}
