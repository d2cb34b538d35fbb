package org.sallyport.core.host.nic.order;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.Bus;
import org.sallyport.core.host.nic.inventory.Machine;
import org.sallyport.core.host.nic.inventory.Machine.Platform;
import org.sallyport.core.host.nic.inventory.PciPath;

/** The position on the bus, in which libvirt, Proxmox and most boards place adapters 1, 2, 3. */
final class PathRule implements OrderRule {
    /** Those on PCI first, by their path; the others by theirs. */
    static final Comparator<Adapter> ORDER = Comparator.comparing(
                    (Adapter adapter) -> adapter.pci(), PathRule::presentFirst)
            .thenComparing(Adapter::path, PathRule::naturally);

    @Override
    public Verdict judge(Machine machine, List<Adapter> adapters) {
        if (machine.platform() == Platform.HYPER_V) {
            return new Verdict.Silent("Hyper-V enumerates its devices in no particular order");
        }
        if (adapters.stream().anyMatch(adapter -> adapter.bus() == Bus.VMBUS || adapter.bus() == Bus.NONE)) {
            return new Verdict.Silent("not every adapter has a position on a bus");
        }
        return new Verdict.Ordered(
                adapters.stream().sorted(ORDER).map(PathRule::ranked).toList(), List.of());
    }

    static Verdict.Ranked ranked(Adapter adapter) {
        return adapter.pci()
                .map(path ->
                        new Verdict.Ranked(adapter, Witness.PCI_PATH, "PCI " + path.address() + port(adapter.path())))
                .orElseGet(() -> new Verdict.Ranked(adapter, Witness.BUS_PATH, "position " + adapter.path()));
    }

    private static String port(String path) {
        int port = path.indexOf("/port");
        return port < 0 ? "" : ", port " + path.substring(port + "/port".length());
    }

    private static int presentFirst(Optional<PciPath> one, Optional<PciPath> other) {
        if (one.isPresent() && other.isPresent()) {
            return one.get().compareTo(other.get());
        }
        return Boolean.compare(other.isPresent(), one.isPresent());
    }

    /** {@code vif-10} after {@code vif-9}. */
    private static int naturally(String one, String other) {
        return padded(one).compareTo(padded(other));
    }

    private static String padded(String path) {
        return path.replaceAll("(?<!\\d)(\\d{1,9})(?!\\d)", "00000000$1").replaceAll("0+(\\d{9})", "$1");
    }
}
