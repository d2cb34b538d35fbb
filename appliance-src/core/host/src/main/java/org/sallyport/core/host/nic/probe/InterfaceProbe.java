package org.sallyport.core.host.nic.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.Bus;
import org.sallyport.core.host.nic.inventory.FirmwareWords;
import org.sallyport.core.host.nic.inventory.Link;
import org.sallyport.core.host.nic.inventory.Link.Carrier;
import org.sallyport.core.host.nic.inventory.MacAddress;

/** One directory of {@code /sys/class/net}. */
final class InterfaceProbe {
    private static final int ETHERNET = 1;
    private static final int PERMANENT = 0;

    private final Path directory;
    private final String name;
    private final Path devices;

    /**
     * An interface.
     *
     * @param devices the directory {@code /sys/devices} of the same tree
     */
    InterfaceProbe(Path directory, Path devices) {
        this.directory = directory;
        this.name = String.valueOf(directory.getFileName());
        this.devices = devices;
    }

    String name() {
        return name;
    }

    boolean isEthernet() {
        return number("type").orElse(-1) == ETHERNET;
    }

    private OptionalInt number(String entry) {
        return SmallFile.number(directory.resolve(entry));
    }

    /** What it is instead of an adapter; empty when it may be one. */
    Optional<String> otherKind() {
        if (has("bridge")) {
            return Optional.of("a bridge");
        }
        if (has("bonding")) {
            return Optional.of("a bond");
        }
        if (has("tun_flags")) {
            return Optional.of("a tunnel of a program");
        }
        if (has("wireless") || has("phy80211")) {
            return Optional.of("a wireless adapter");
        }
        return deviceType().map(kind -> "an interface of kind " + kind);
    }

    private boolean has(String entry) {
        return Files.exists(directory.resolve(entry));
    }

    /** The kernel's word for what has no hardware of its own: vlan, macvlan, vxlan. */
    private Optional<String> deviceType() {
        try {
            return Files.readAllLines(directory.resolve("uevent")).stream()
                    .filter(line -> line.startsWith("DEVTYPE="))
                    .map(line -> SmallFile.clean(line.substring("DEVTYPE=".length())))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    String addressText() {
        return SmallFile.text(directory.resolve("address")).orElse("-");
    }

    Adapter adapter(FirmwareProbe firmware, PermanentAddresses permanent) {
        Optional<DevicePath> device = DevicePath.behind(directory.resolve("device"), devices);
        Bus bus = device.map(DevicePath::bus).orElse(Bus.NONE);
        return new Adapter(
                name,
                permanent.of(name).or(() -> ownAddress(bus)),
                bus,
                device.map(DevicePath::position).orElse("virtual") + portOfFunction(),
                device.flatMap(DevicePath::pci),
                SmallFile.linkName(directory.resolve("device/driver")).orElse("-"),
                device.flatMap(DevicePath::instance),
                device.flatMap(found -> found.pci().map(path -> firmware.words(path, found.functionDirectory(devices))))
                        .orElse(FirmwareWords.NONE),
                link());
    }

    /** Some cards have two ports behind one function. */
    private String portOfFunction() {
        int port = number("dev_port").orElse(0);
        return port == 0 ? "" : "/port" + port;
    }

    /** A random address is none of the adapter's own; without hardware any address is all there is. */
    private Optional<MacAddress> ownAddress(Bus bus) {
        boolean own = bus == Bus.NONE || number("addr_assign_type").orElse(PERMANENT) == PERMANENT;
        return own ? MacAddress.parse(addressText()) : Optional.empty();
    }

    private Link link() {
        int timesUp = number("carrier_up_count").orElse(0);
        return SmallFile.text(directory.resolve("carrier"))
                .map(state -> new Link(state.equals("1") ? Carrier.UP : Carrier.DOWN, number("speed"), timesUp))
                .orElse(new Link(Carrier.UNKNOWN, OptionalInt.empty(), timesUp));
    }
}
