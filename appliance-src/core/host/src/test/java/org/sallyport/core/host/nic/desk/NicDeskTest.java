package org.sallyport.core.host.nic.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.core.host.nic.machines.Adapters.pci;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.core.host.nic.desk.NicDesk.Effect;
import org.sallyport.core.host.nic.finding.Finding.Kind;
import org.sallyport.core.host.nic.machines.SmallKernel;
import org.sallyport.core.host.nic.map.NicMapFile;
import org.sallyport.core.host.nic.order.Place;
import org.sallyport.core.host.nic.rename.NicNamer;

class NicDeskTest {
    @TempDir
    private Path directory = Path.of("");

    private SmallKernel kernel = new SmallKernel();

    @BeforeEach
    void boot() {
        kernel.add(pci("eth0", 5, 1), false);
        kernel.add(pci("eth1", 6, 2), true);
        kernel.add(pci("eth2", 7, 3), false);
        namer().run();
    }

    private NicMapFile file() {
        return new NicMapFile(directory.resolve("nic-map.json"));
    }

    private NicNamer namer() {
        return new NicNamer(kernel::inventory, file(), kernel, Clock.systemUTC());
    }

    private NicDesk desk() {
        return new NicDesk(namer(), file(), kernel, Clock.systemUTC());
    }

    @Test
    void swapsAtOnceWhatNobodyUses() {
        assertThat(desk().swap("eth0", "eth2")).isEqualTo(Effect.AT_ONCE);
        assertThat(kernel.names())
                .containsEntry("eth0", "52:54:00:00:00:03")
                .containsEntry("eth2", "52:54:00:00:00:01");
        assertThat(kernel.isUp("eth1")).isTrue();
    }

    @Test
    void leavesWhatIsUsedToTheNextStart() {
        kernel.address("eth1");
        assertThat(desk().swap("eth0", "eth1")).isEqualTo(Effect.NEXT_START);
        assertThat(kernel.names()).containsEntry("eth1", "52:54:00:00:00:02");
        assertThat(desk().look().places())
                .filteredOn(place -> place.name().equals("eth1"))
                .extracting(place -> place.adapter().kernelName())
                .containsExactly("eth0");

        // A change of others must not bring the waiting one about.
        assertThat(desk().pin("eth7", "eth2")).isEqualTo(Effect.NEXT_START);
        assertThat(kernel.names()).containsKeys("eth0", "eth1", "eth2");

        namer().run();
        assertThat(kernel.names())
                .containsEntry("eth1", "52:54:00:00:00:01")
                .containsEntry("eth7", "52:54:00:00:00:03");
    }

    @Test
    void pinsASpareToTheNameOfOneThatIsGone() {
        kernel = new SmallKernel();
        kernel.add(pci("eth0", 5, 1), false);
        kernel.add(pci("eth1", 9, 9), false);
        kernel.add(pci("eth2", 7, 3), false);
        assertThat(namer().run().findings())
                .extracting(finding -> finding.kind())
                .containsExactly(Kind.AMBIGUOUS);
        assertThat(kernel.names()).containsKey("spare0");
        assertThat(desk().pin("eth1", "52:54:00:00:00:09")).isEqualTo(Effect.AT_ONCE);
        assertThat(kernel.names()).containsEntry("eth1", "52:54:00:00:00:09");
        assertThat(desk().look().findings()).isEmpty();
    }

    @Test
    void doesNotTakeANameFromAnAdapterThatIsThere() {
        assertThatThrownBy(() -> desk().pin("eth1", "eth2"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("52:54:00:00:00:02")
                .hasMessageContaining("sallyport nic swap");
        assertThatThrownBy(() -> desk().pin("eth5", "00:00:5e:00:53:01"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("eth2 (52:54:00:00:00:03)");
    }

    @Test
    void saysThatAnAdapterHasNoLight() {
        assertThatThrownBy(() -> desk().blink("eth0", Duration.ofSeconds(5)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Operation not supported")
                .hasMessageContaining("sallyport nic detect");
    }

    @Test
    void wakesAdaptersForTheirCablesAndPutsThemBack() {
        List<String> woken = desk().wake();
        assertThat(woken).containsExactly("eth0", "eth2");
        assertThat(kernel.isUp("eth2")).isTrue();
        kernel.address("eth2");
        desk().sleep(woken);
        assertThat(kernel.isUp("eth0")).isFalse();
        assertThat(kernel.isUp("eth1")).isTrue();
        assertThat(kernel.isUp("eth2")).as("it was put to use meanwhile").isTrue();
    }

    @Test
    void confirmsNothingWithoutAMap() throws Exception {
        desk().confirm();
        Files.delete(directory.resolve("nic-map.json"));
        assertThatThrownBy(() -> desk().confirm())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("no map");
    }

    @Test
    void reportsEverythingThatBearsOnTheNames() {
        List<String> report = NicReport.of(kernel.inventory(), file().read(), desk().look());
        assertThat(String.join("\n", report))
                .contains(
                        "vendor: QEMU", "runs on: KVM", "mac=52:54:00:00:00:01", "path=pci0000:00/05.0", "acpi_index=-")
                .contains("position on the bus: decides")
                .contains("known server model: no profile for QEMU")
                .containsPattern("== Map\neth0  52:54:00:00:00:01")
                .contains("== Findings\nnone");
        assertThat(desk().look().places()).extracting(Place::name).containsExactly("eth0", "eth1", "eth2");
    }
}
