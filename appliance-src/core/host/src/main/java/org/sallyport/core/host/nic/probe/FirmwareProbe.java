package org.sallyport.core.host.nic.probe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sallyport.core.host.nic.inventory.FirmwareWords;
import org.sallyport.core.host.nic.inventory.Machine;
import org.sallyport.core.host.nic.inventory.Machine.Platform;
import org.sallyport.core.host.nic.inventory.PciAddress;
import org.sallyport.core.host.nic.inventory.PciPath;
import org.sallyport.core.host.nic.inventory.Slot;
import org.sallyport.core.host.nic.probe.SmbiosTable.OnboardDevice;

/** What firmware says of the machine and of its PCI functions. */
final class FirmwareProbe {
    private static final int LIMIT_OCTETS = 1 << 20;
    private static final Pattern SLOT_NUMBER = Pattern.compile("slot[ _#-]{0,3}(\\d{1,4})", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOTPLUG_SLOT = Pattern.compile("(\\d{1,6})(?:-\\d{1,6})?");
    private static final String VMWARE_VENDOR = "0x15ad";
    private static final String BRIDGE_CLASS = "0x0604";

    private final Path root;
    private final SmbiosTable smbios;
    private final List<HotplugSlot> hotplugSlots;

    private record HotplugSlot(Slot slot, String address) {}

    FirmwareProbe(Path root) {
        this.root = root;
        this.smbios = SmbiosTable.parse(octets(root.resolve("sys/firmware/dmi/tables/DMI")));
        this.hotplugSlots = SmallFile.entries(root.resolve("sys/bus/pci/slots")).stream()
                .flatMap(FirmwareProbe::hotplugSlot)
                .toList();
    }

    private static byte[] octets(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return stream.readNBytes(LIMIT_OCTETS);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static Stream<HotplugSlot> hotplugSlot(Path directory) {
        String name = String.valueOf(directory.getFileName());
        Matcher matcher = HOTPLUG_SLOT.matcher(name);
        return matcher.matches()
                ? SmallFile.text(directory.resolve("address"))
                        .map(address -> new HotplugSlot(new Slot(Integer.parseInt(matcher.group(1)), name), address))
                        .stream()
                : Stream.empty();
    }

    /** The computer. A VMware guest may be told to bear its host's name; its bridges give it away. */
    Machine machine() {
        Path dmi = root.resolve("sys/class/dmi/id");
        Machine machine = Machine.of(
                SmallFile.text(dmi.resolve("sys_vendor")).orElse(""),
                SmallFile.text(dmi.resolve("product_name")).orElse(""));
        if (Files.exists(root.resolve("run/systemd/container"))) {
            return machine.on(Platform.CONTAINER);
        }
        if (machine.platform() != Platform.BARE_METAL) {
            return machine;
        }
        if (SmallFile.text(root.resolve("sys/hypervisor/type"))
                .filter("xen"::equals)
                .isPresent()) {
            return machine.on(Platform.XEN);
        }
        return hasVmwareBridge() ? machine.on(Platform.VMWARE) : machine;
    }

    private boolean hasVmwareBridge() {
        return SmallFile.entries(root.resolve("sys/bus/pci/devices")).stream()
                .anyMatch(device -> begins(device.resolve("vendor"), VMWARE_VENDOR)
                        && begins(device.resolve("class"), BRIDGE_CLASS));
    }

    private static boolean begins(Path file, String text) {
        return SmallFile.text(file).filter(found -> found.startsWith(text)).isPresent();
    }

    /**
     * The words on a function.
     *
     * @param directory of the function, below {@code /sys/devices}
     */
    FirmwareWords words(PciPath path, Path directory) {
        Optional<OnboardDevice> onboard = smbios.devices().stream()
                .filter(device -> device.address().equals(path.address()))
                .findFirst();
        OptionalInt index = SmallFile.number(directory.resolve("index"));
        Optional<String> label = SmallFile.text(directory.resolve("label"));
        return new FirmwareWords(
                SmallFile.number(directory.resolve("acpi_index")),
                index.isPresent()
                        ? index
                        : onboard.map(device -> OptionalInt.of(device.instance()))
                                .orElse(OptionalInt.empty()),
                label.or(() -> onboard.map(OnboardDevice::designation).filter(text -> !text.isEmpty())),
                slot(path));
    }

    /** By the nearest part of the way to the function that a slot claims. */
    private Optional<Slot> slot(PciPath path) {
        return path.steps().reversed().stream()
                .flatMap(step -> Stream.concat(smbiosSlots(step), hotplugSlots(step)))
                .findFirst();
    }

    private Stream<Slot> smbiosSlots(PciAddress step) {
        return smbios.slots().stream()
                .filter(slot -> slot.address().sharesDeviceWith(step))
                .map(slot -> {
                    Matcher matcher = SLOT_NUMBER.matcher(slot.designation());
                    int number = matcher.find() ? Integer.parseInt(matcher.group(1)) : slot.id();
                    return new Slot(number, slot.designation().isEmpty() ? "" + number : slot.designation());
                });
    }

    private Stream<Slot> hotplugSlots(PciAddress step) {
        return hotplugSlots.stream()
                .filter(slot -> slot.address().equals(step.slotAddress()))
                .map(HotplugSlot::slot);
    }
}
