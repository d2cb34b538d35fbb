package org.sallyport.core.host.nic.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.core.host.nic.machines.Adapters.guest;
import static org.sallyport.core.host.nic.machines.Adapters.pci;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.core.host.nic.finding.Finding;
import org.sallyport.core.host.nic.finding.Finding.Kind;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.NicInventory;
import org.sallyport.core.host.nic.machines.MachineText;
import org.sallyport.core.host.nic.machines.MachineTree;
import org.sallyport.core.host.nic.map.NicMapFile.Content;
import org.sallyport.core.host.nic.order.Witness;

class NicNamingTest {
    private static final Instant FIRST_BOOT = Instant.parse("2026-11-01T08:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-25T08:00:00Z");
    private static final NicMap MAP = firstBoot(guest(pci("a", 5, 1), pci("b", 6, 2), pci("c", 7, 3)));

    @TempDir
    private Path directory = Path.of("");

    static List<MachineText> machines() {
        return MachineText.all().stream()
                .filter(machine -> !machine.expected().isEmpty())
                .filter(machine -> !machine.findings().contains("DUPLICATE_MAC"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void namesStayWhateverTheKernelCallsThem(MachineText machine) {
        NicInventory inventory = MachineTree.read(machine, directory);
        NicMap map = firstBoot(inventory);
        Map<String, String> names = names(first(inventory));
        for (int seed = 0; seed < 20; seed++) {
            NicNaming again = later(reenumerated(inventory, new Random(seed)), map);
            assertThat(names(again)).isEqualTo(names);
            assertThat(again.map()).contains(map);
            assertThat(again.spares()).isEmpty();
        }
    }

    private static NicInventory reenumerated(NicInventory inventory, Random random) {
        List<Adapter> adapters = new ArrayList<>(inventory.adapters());
        adapters.replaceAll(adapter -> adapter.named("eth" + random.nextInt(1000)));
        Collections.shuffle(adapters, random);
        // Statements are for the first boot; later ones must not matter.
        return new NicInventory(inventory.machine(), adapters, inventory.passedOver(), List.of());
    }

    @Test
    void pinsWithTheWitnessThatDecided() {
        assertThat(MAP.pins()).extracting(Pin::name).containsExactly("eth0", "eth1", "eth2");
        assertThat(MAP.pins()).allSatisfy(pin -> {
            assertThat(pin.witness()).isEqualTo(Witness.PCI_PATH);
            assertThat(pin.since()).isEqualTo(FIRST_BOOT);
        });
        assertThat(later(guest(pci("a", 5, 1), pci("b", 6, 2), pci("c", 7, 3)), MAP)
                        .places())
                .allSatisfy(place -> {
                    assertThat(place.witness()).isEqualTo(Witness.PINNED);
                    assertThat(place.reason()).contains("by position on PCI");
                });
    }

    @Test
    void aReplacedCardTakesTheFreePlaceAtTheSamePath() {
        NicNaming naming = later(guest(pci("a", 5, 1), pci("b", 6, 9), pci("c", 7, 3)), MAP);
        assertThat(names(naming)).containsEntry("eth1", "52:54:00:00:00:09").hasSize(3);
        assertThat(kinds(naming)).containsExactly(Kind.REPLACED);
        assertThat(kept(naming).mac("eth1"))
                .hasValueSatisfying(mac -> assertThat(mac).hasToString("52:54:00:00:00:09"));
    }

    @Test
    void aClonedMachineKeepsItsOrderByPath() {
        NicNaming naming = later(guest(pci("a", 7, 13), pci("b", 6, 12), pci("c", 5, 11)), MAP);
        assertThat(names(naming))
                .isEqualTo(
                        Map.of("eth0", "52:54:00:00:00:0b", "eth1", "52:54:00:00:00:0c", "eth2", "52:54:00:00:00:0d"));
    }

    @Test
    void aCardThatMovedKeepsItsName() {
        NicNaming naming = later(guest(pci("a", 5, 1), pci("b", 9, 2), pci("c", 7, 3)), MAP);
        assertThat(names(naming)).containsEntry("eth1", "52:54:00:00:00:02");
        assertThat(kinds(naming)).containsExactly(Kind.MOVED);
        assertThat(kept(naming).pin("eth1").orElseThrow().path()).isEqualTo("pci0000:00/09.0");
    }

    @Test
    void cardsThatChangedTheirSlotsKeepTheirNames() {
        NicNaming naming = later(guest(pci("a", 6, 1), pci("b", 5, 2), pci("c", 7, 3)), MAP);
        assertThat(names(naming))
                .isEqualTo(
                        Map.of("eth0", "52:54:00:00:00:01", "eth1", "52:54:00:00:00:02", "eth2", "52:54:00:00:00:03"));
    }

    @Test
    void aMissingCardLeavesItsNameFree() {
        NicNaming naming = later(guest(pci("a", 5, 1), pci("c", 7, 3)), MAP);
        assertThat(names(naming).keySet()).containsExactly("eth0", "eth2");
        assertThat(kinds(naming)).containsExactly(Kind.MISSING);
        assertThat(kept(naming)).isEqualTo(MAP);
    }

    @Test
    void anotherCardIsNumberedBehindTheOthers() {
        NicNaming naming = later(guest(pci("x", 3, 8), pci("a", 5, 1), pci("b", 6, 2), pci("c", 7, 3)), MAP);
        assertThat(names(naming)).containsEntry("eth3", "52:54:00:00:00:08").hasSize(4);
        assertThat(kinds(naming)).containsExactly(Kind.ADDED);
        assertThat(kept(naming).pins()).hasSize(4);
    }

    @Test
    void anythingAmbiguousChangesNothing() {
        NicNaming naming = later(guest(pci("a", 5, 1), pci("x", 8, 9), pci("c", 7, 3)), MAP);
        assertThat(names(naming).keySet()).containsExactly("eth0", "eth2");
        assertThat(naming.spares()).extracting(Adapter::kernelName).containsExactly("x");
        assertThat(kinds(naming)).containsExactly(Kind.AMBIGUOUS);
        assertThat(naming.findings().getFirst().remedy()).contains("sallyport nic pin eth1");
        assertThat(kept(naming)).isEqualTo(MAP);
    }

    @Test
    void aCardMovedIntoThePlaceOfAMissingOneIsNotTakenForIt() {
        // eth1's card is gone, eth0's sits in its slot, an unknown one sits in eth0's.
        NicNaming naming = later(guest(pci("a", 6, 1), pci("x", 5, 9), pci("c", 7, 3)), MAP);
        assertThat(names(naming)).containsEntry("eth0", "52:54:00:00:00:01").doesNotContainKey("eth1");
        assertThat(kinds(naming)).containsExactly(Kind.MOVED, Kind.AMBIGUOUS);
    }

    @Test
    void twoCardsWithOnePinnedAddressAreToldApartByPath() {
        NicNaming naming = later(guest(pci("a", 5, 1), pci("b", 6, 2), pci("c", 7, 3), pci("x", 8, 1)), MAP);
        assertThat(naming.places())
                .filteredOn(place -> place.name().equals("eth0"))
                .singleElement()
                .satisfies(place -> assertThat(place.adapter().path()).isEqualTo("pci0000:00/05.0"));
        assertThat(naming.spares()).extracting(Adapter::kernelName).containsExactly("x");
    }

    @Test
    void cardsWithOneAddressAreNotPinned() {
        NicNaming naming = first(guest(pci("a", 5, 1), pci("b", 6, 1)));
        assertThat(naming.places()).hasSize(2);
        assertThat(naming.map()).isEmpty();
        assertThat(kinds(naming)).containsExactly(Kind.DUPLICATE_MAC);
    }

    @Test
    void anUnreadableMapIsLeftAlone() {
        NicNaming naming =
                NicNaming.decide(guest(pci("b", 6, 2), pci("a", 5, 1)), new Content.Unreadable("it is torn"), LATER);
        assertThat(names(naming)).containsEntry("eth0", "52:54:00:00:00:01");
        assertThat(naming.map()).isEmpty();
        assertThat(kinds(naming)).containsExactly(Kind.MAP_UNREADABLE);
    }

    @Test
    void doubtsStayUntilAnAdministratorLooks() {
        MachineText machine = MachineText.named("hyper-v", "generation 2 without a statement, consecutive addresses");
        NicInventory inventory = MachineTree.read(machine, directory);
        NicMap map = firstBoot(inventory);
        assertThat(map.isConfirmed()).isFalse();
        assertThat(kinds(later(inventory, map))).containsExactly(Kind.UNVERIFIED);
        assertThat(kinds(later(inventory, map.confirmed()))).isEmpty();
        assertThat(kinds(later(inventory, map.swapped("eth0", "eth2", LATER)))).isEmpty();
    }

    private static NicNaming first(NicInventory inventory) {
        return NicNaming.decide(inventory, new Content.Absent(), FIRST_BOOT);
    }

    private static NicMap firstBoot(NicInventory inventory) {
        return first(inventory).map().orElseThrow();
    }

    private static NicNaming later(NicInventory inventory, NicMap map) {
        return NicNaming.decide(inventory, new Content.Present(map), LATER);
    }

    private static NicMap kept(NicNaming naming) {
        return naming.map().orElseThrow();
    }

    private static List<Kind> kinds(NicNaming naming) {
        return naming.findings().stream().map(Finding::kind).toList();
    }

    private static Map<String, String> names(NicNaming naming) {
        Map<String, String> names = new TreeMap<>();
        naming.places()
                .forEach(place -> names.put(
                        place.name(),
                        place.adapter().mac().isPresent()
                                ? place.adapter().macText()
                                : place.adapter().path()));
        return names;
    }
}
