package org.sallyport.core.host.nic.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.Bus;
import org.sallyport.core.host.nic.inventory.Link;
import org.sallyport.core.host.nic.inventory.Link.Carrier;
import org.sallyport.core.host.nic.inventory.MacAddress;
import org.sallyport.core.host.nic.inventory.Machine.Platform;
import org.sallyport.core.host.nic.inventory.NicInventory;
import org.sallyport.core.host.nic.inventory.Slot;
import org.sallyport.core.host.nic.machines.MachineText;
import org.sallyport.core.host.nic.machines.MachineTree;
import org.sallyport.core.host.program.ProgramResult;

class NicProbeTest {
    @TempDir
    private Path root = Path.of("");

    @Test
    void readsEverythingOfAServer() {
        NicInventory inventory =
                MachineTree.read(MachineText.named("servers", "PowerEdge R230, newer addresses"), root);
        assertThat(inventory.machine().product()).isEqualTo("PowerEdge R230");
        assertThat(inventory.machine().platform()).isEqualTo(Platform.BARE_METAL);
        Adapter card = adapter(inventory, "eth1");
        assertThat(card.driver()).isEqualTo("tg3");
        assertThat(card.bus()).isEqualTo(Bus.PCI);
        assertThat(card.path()).isEqualTo("pci0000:00/01.0/00.1");
        assertThat(card.firmware().slot()).contains(new Slot(2, "PCIe Slot 2"));
        Adapter onBoard = adapter(inventory, "eth2");
        assertThat(onBoard.firmware().smbiosIndex()).hasValue(1);
        assertThat(onBoard.firmware().label()).contains("Embedded NIC 1 Port 1");
        assertThat(onBoard.firmware().slot()).isEmpty();
    }

    @Test
    void findsFirmwaresWordsAboveAVirtioDevice() {
        NicInventory inventory = MachineTree.read(MachineText.named("kvm", "i440fx with acpi-index 3, 1, 4, 2"), root);
        assertThat(adapter(inventory, "eth2").firmware().acpiIndex()).hasValue(4);
        assertThat(adapter(inventory, "eth2").driver()).isEqualTo("virtio_net");
    }

    @Test
    void readsTheLine() throws Exception {
        MachineTree.build(MachineText.named("vsphere", "one adapter"), root);
        Path net = root.resolve("sys/class/net/eth0");
        assertThat(onlyLink()).isEqualTo(Link.UNKNOWN);
        Files.writeString(net.resolve("carrier"), "1\n");
        Files.writeString(net.resolve("speed"), "10000\n");
        Files.writeString(net.resolve("carrier_up_count"), "3\n");
        assertThat(onlyLink()).isEqualTo(new Link(Carrier.UP, OptionalInt.of(10_000), 3));
        Files.writeString(net.resolve("carrier"), "0\n");
        Files.writeString(net.resolve("speed"), "-1\n");
        assertThat(onlyLink()).isEqualTo(new Link(Carrier.DOWN, OptionalInt.empty(), 3));
    }

    private Link onlyLink() {
        return new NicProbe(root)
                .read(PermanentAddresses.none())
                .adapters()
                .getFirst()
                .link();
    }

    @Test
    void prefersThePermanentAddress() {
        MachineTree.build(MachineText.named("vsphere", "one adapter"), root);
        KernelAddresses addresses = new KernelAddresses((command, _) -> {
            assertThat(command).isEqualTo(List.of("ip", "-json", "link", "show"));
            return new ProgramResult(
                    0,
                    "[{},{\"ifname\":\"eth0\",\"address\":\"00:50:56:9a:00:01\",\"permaddr\":\"00:50:56:9a:00:99\"},"
                            + "{\"ifname\":\"eth1\",\"permaddr\":\"nonsense\"}]",
                    "");
        });
        assertThat(new NicProbe(root).read(addresses).adapters().getFirst().mac())
                .contains(MacAddress.of("00:50:56:9a:00:99"));
        assertThat(addresses.of("eth1")).isEmpty();
    }

    @Test
    void doesWithoutPermanentAddressesWhenNobodySaysThem() {
        assertThat(new KernelAddresses((_, _) -> ProgramResult.notRun("ip is not there")).of("eth0"))
                .isEmpty();
        assertThat(new KernelAddresses((_, _) -> new ProgramResult(0, "no JSON", "")).of("eth0"))
                .isEmpty();
    }

    @Test
    void findsNothingInAnEmptyTree() {
        NicInventory inventory = new NicProbe(root).read(PermanentAddresses.none());
        assertThat(inventory.adapters()).isEmpty();
        assertThat(inventory.machine().vendor()).isEmpty();
    }

    @Test
    void cleansWhatFirmwareWrote() throws Exception {
        MachineTree.build(MachineText.named("vsphere", "one adapter"), root);
        Path function = root.resolve("sys/devices/pci0000:00/0000:00:16.0/0000:0b:00.0");
        Files.writeString(function.resolve("label"), "\033[2JEvil\n\007" + "x".repeat(9000));
        Optional<String> label = new NicProbe(root)
                .read(PermanentAddresses.none())
                .adapters()
                .getFirst()
                .firmware()
                .label();
        assertThat(label)
                .hasValueSatisfying(
                        text -> assertThat(text).matches("\\[2JEvil x+").hasSize(128));
    }

    @ParameterizedTest
    @CsvSource({
        "/pci0000:00/0000:00:14.0/usb2/2-1/2-1.4/2-1.4:1.0, USB, pci0000:00/14.0/usb/1.4:1.0",
        "/pci0000:00/0000:00:16.0/0000:0b:00.0, PCI, pci0000:00/16.0/00.0",
        "/pci0000:00/0000:00:03.0/virtio0, PCI, pci0000:00/03.0",
        "/LNXSYSTM:00/ACPI0004:00/VMBUS:00/F3A1C2D4-0001-4b2c-9d3e-5f60718293a4, VMBUS,"
                + " vmbus/f3a1c2d4-0001-4b2c-9d3e-5f60718293a4",
        "/ACPI0004:00/VMBUS:00/47f40001-0002-4b2c-9d3e-5f60718293a4/pci47f4:00/47f4:00:02.0, PCI, pci47f4:00/02.0",
        "/pci0000:64/0000:64:05.5/pci10000:00/10000:00:02.0/10000:01:00.0, PCI, pci10000:00/02.0/00.0",
        "/vif-0, OTHER, vif-0",
        "/platform/soc/1c30000.ethernet, OTHER, platform/soc/1c30000.ethernet"
    })
    void knowsWhereADeviceSits(String path, Bus bus, String position) {
        assertThat(DevicePath.of(path).bus()).isEqualTo(bus);
        assertThat(DevicePath.of(path).position()).isEqualTo(position);
    }

    private static Adapter adapter(NicInventory inventory, String name) {
        return inventory.adapters().stream()
                .filter(adapter -> adapter.kernelName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
