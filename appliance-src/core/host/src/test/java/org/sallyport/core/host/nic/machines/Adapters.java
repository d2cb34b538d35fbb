package org.sallyport.core.host.nic.machines;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.Bus;
import org.sallyport.core.host.nic.inventory.FirmwareWords;
import org.sallyport.core.host.nic.inventory.Link;
import org.sallyport.core.host.nic.inventory.MacAddress;
import org.sallyport.core.host.nic.inventory.Machine;
import org.sallyport.core.host.nic.inventory.NicInventory;
import org.sallyport.core.host.nic.inventory.PciPath;

/** Adapters of a plain guest, for tests that need no firmware. */
public final class Adapters {
    private Adapters() {}

    /** An adapter in a PCI device of the root bus, whose address ends as given. */
    public static Adapter pci(String name, int device, int mac) {
        PciPath path =
                PciPath.parse("/pci0000:00/0000:00:%02x.0".formatted(device)).orElseThrow();
        return new Adapter(
                name,
                Optional.of(new MacAddress(0x52_54_00_00_00_00L + mac)),
                Bus.PCI,
                path.toString(),
                Optional.of(path),
                "virtio_net",
                Optional.empty(),
                FirmwareWords.NONE,
                Link.UNKNOWN);
    }

    /** A guest with these adapters. */
    public static NicInventory guest(Adapter... adapters) {
        return new NicInventory(
                Machine.of("QEMU", "Standard PC (Q35 + ICH9, 2009)"), List.of(adapters), List.of(), List.of());
    }
}
