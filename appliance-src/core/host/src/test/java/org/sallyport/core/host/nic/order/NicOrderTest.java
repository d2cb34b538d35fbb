package org.sallyport.core.host.nic.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.NicInventory;
import org.sallyport.core.host.nic.inventory.NicInventory.PassedOver;
import org.sallyport.core.host.nic.machines.MachineText;
import org.sallyport.core.host.nic.machines.MachineText.Expected;
import org.sallyport.core.host.nic.machines.MachineTree;

class NicOrderTest {
    private static final int SHUFFLES = 50;

    @TempDir
    private static Path directory = Path.of("");

    private static final Map<MachineText, NicInventory> READ = new ConcurrentHashMap<>();

    /** Each tree is built once, for files are slow. */
    private static NicInventory inventory(MachineText machine) {
        return READ.computeIfAbsent(machine, _ -> MachineTree.read(machine, directory.resolve("" + READ.size())));
    }

    static List<MachineText> machines() {
        return MachineText.all();
    }

    @Test
    void thereAreMachinesOfEveryKind() {
        assertThat(machines()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(machines().stream().map(MachineText::name)).doesNotHaveDuplicates();
        assertThat(machines().stream()
                        .flatMap(machine -> machine.expected().values().stream())
                        .map(Expected::witness))
                .containsAll(List.of(
                        "STATED",
                        "OVF_ENVIRONMENT",
                        "ONLY_ADAPTER",
                        "FIRMWARE_LABEL",
                        "SERVER_PROFILE",
                        "ACPI_INDEX",
                        "SMBIOS_INDEX",
                        "VMWARE_SLOT",
                        "PCI_PATH",
                        "BUS_PATH",
                        "MAC_ORDER"));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void namesEveryAdapterAsTheMachineMeansIt(MachineText machine) {
        NicInventory inventory = inventory(machine);
        Candidates candidates = Candidates.of(inventory, _ -> false);
        NicOrder order = NicOrder.decide(inventory, candidates.adapters());
        assertThat(names(order, machine)).isEqualTo(machine.expected());
        assertThat(new TreeSet<>(
                        candidates.passedOver().stream().map(PassedOver::name).toList()))
                .isEqualTo(machine.passed());
        Set<String> kinds =
                order.findings().stream().map(finding -> finding.kind().name()).collect(Collectors.toSet());
        assertThat(kinds).isEqualTo(machine.findings());
        assertThat(order.places())
                .allSatisfy(place -> assertThat(place.reason()).isNotBlank().matches("[\\x20-\\x7e]+"));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void givesEveryAdapterOnePlace(MachineText machine) {
        NicInventory inventory = inventory(machine);
        List<Adapter> adapters = Candidates.of(inventory, _ -> false).adapters();
        List<Place> places = NicOrder.decide(inventory, adapters).places();
        assertThat(places.stream().map(Place::adapter)).containsExactlyInAnyOrderElementsOf(adapters);
        assertThat(places.stream().map(Place::position)).doesNotHaveDuplicates();
        if (!machine.findings().contains("STATED_ABSENT")) {
            assertThat(places.stream().map(Place::position))
                    .containsExactlyElementsOf(
                            IntStream.range(0, adapters.size()).boxed().toList());
        }
    }

    @ParameterizedTest
    @MethodSource("machines")
    void doesNotDependOnTheKernelsNamesOrItsOrder(MachineText machine) {
        NicInventory inventory = inventory(machine);
        for (int seed = 0; seed < SHUFFLES; seed++) {
            List<Adapter> adapters =
                    renamed(Candidates.of(inventory, _ -> false).adapters(), new Random(seed));
            assertThat(names(NicOrder.decide(inventory, adapters), machine))
                    .as("seed %d", seed)
                    .isEqualTo(machine.expected());
        }
    }

    /** As another kernel might have named and found them. */
    private static List<Adapter> renamed(List<Adapter> adapters, Random random) {
        List<Adapter> renamed = new ArrayList<>();
        for (Adapter adapter : adapters) {
            renamed.add(adapter.named("eth" + random.nextInt(1000)));
        }
        Collections.shuffle(renamed, random);
        return renamed;
    }

    @Test
    void readsTheSameFromATreeWithOtherNames() {
        MachineText machine = MachineText.named("servers", "PowerEdge R230, newer addresses");
        NicInventory inventory = inventory(shuffled(machine, new Random(7)));
        assertThat(names(NicOrder.decide(inventory, inventory.adapters()), machine))
                .isEqualTo(machine.expected());
        assertThat(inventory.adapters()).isNotEqualTo(inventory(machine).adapters());
    }

    /** The adapters under each other's names, in another order. */
    private static MachineText shuffled(MachineText machine, Random random) {
        List<String> names = new ArrayList<>(
                machine.adapters().stream().map(line -> line.get(1)).toList());
        Collections.shuffle(names, random);
        List<List<String>> lines = new ArrayList<>();
        for (List<String> line : machine.lines()) {
            List<String> other = new ArrayList<>(line);
            if (line.getFirst().equals("nic")) {
                other.set(1, names.removeLast());
            }
            lines.add(other);
        }
        Collections.shuffle(lines, random);
        return machine.with(lines);
    }

    /** By hardware address; by path where the machine says so, for adapters that have no address of their own. */
    private static Map<String, Expected> names(NicOrder order, MachineText machine) {
        Map<String, Expected> names = new TreeMap<>();
        for (Place place : order.places()) {
            Expected expected = machine.expected().get(place.name());
            boolean byPath = expected != null && expected.identity().startsWith("pci");
            names.put(
                    place.name(),
                    new Expected(
                            byPath ? place.adapter().path() : place.adapter().macText(),
                            place.witness().name()));
        }
        return names;
    }
}
