package org.sallyport.core.host.nic.probe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.NicInventory;
import org.sallyport.core.host.nic.inventory.NicInventory.PassedOver;

/** Reads what a machine says of its adapters; statements from outside are added by who has them. */
public final class NicProbe {
    private final Path root;

    /** A probe of the system below a directory, {@code /} for the running one. */
    public NicProbe(Path root) {
        this.root = root;
    }

    /** Reads everything anew. */
    public NicInventory read(PermanentAddresses permanent) {
        FirmwareProbe firmware = new FirmwareProbe(root);
        List<Adapter> adapters = new ArrayList<>();
        List<PassedOver> passedOver = new ArrayList<>();
        for (Path directory : SmallFile.entries(root.resolve("sys/class/net"))) {
            InterfaceProbe probe = new InterfaceProbe(directory, root.resolve("sys/devices"));
            if (!probe.isEthernet()) {
                continue;
            }
            probe.otherKind()
                    .ifPresentOrElse(
                            kind -> passedOver.add(new PassedOver(probe.name(), probe.addressText(), kind)),
                            () -> adapters.add(probe.adapter(firmware, permanent)));
        }
        return new NicInventory(firmware.machine(), adapters, passedOver, List.of());
    }
}
