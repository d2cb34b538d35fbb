package org.sallyport.core.host.nic.order;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.sallyport.core.host.nic.finding.Finding;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.Machine;
import org.sallyport.core.host.nic.inventory.Machine.Platform;
import org.sallyport.core.host.nic.inventory.PciAddress;
import org.sallyport.core.host.nic.inventory.PciPath;

/**
 * VMware's {@code pciSlotNumber}, in which vSphere places adapters 1, 2, 3 and 4: 192, 224, 256, 1184. It is told from the
 * bridge, for its low five bits are the device behind the bridge, the next five the bridge's device less 16, the rest the
 * bridge's function: 1184 is 00:15.1, which the kernel meets first. An administrator may have placed adapters otherwise, so
 * that this comes after all that vSphere says of them.
 */
final class VmwareSlotRule implements OrderRule {
    private static final int FIRST_BRIDGE_DEVICE = 16;

    @Override
    public Verdict judge(Machine machine, List<Adapter> adapters) {
        if (machine.platform() != Platform.VMWARE) {
            return new Verdict.Silent("the machine is no VMware guest");
        }
        if (adapters.stream().anyMatch(adapter -> slot(adapter).isEmpty())) {
            return new Verdict.Silent("not every adapter stands behind one of VMware's bridges");
        }
        List<Adapter> ordered = adapters.stream()
                .sorted(Comparator.<Adapter>comparingInt(
                                adapter -> slot(adapter).orElseThrow())
                        .thenComparing(adapter -> adapter.pci().orElseThrow()))
                .toList();
        return new Verdict.Ordered(
                ordered.stream()
                        .map(adapter -> new Verdict.Ranked(
                                adapter,
                                Witness.VMWARE_SLOT,
                                "VMware slot " + slot(adapter).orElseThrow()))
                        .toList(),
                doubts(ordered));
    }

    /** A step of one is vCenter's way to hand out addresses, of ten the host's own. */
    private static List<Finding> doubts(List<Adapter> ordered) {
        if (!MacSequence.isEvenlySpaced(ordered) || MacSequence.ascends(ordered)) {
            return List.of();
        }
        return List.of(
                new Finding(
                        Finding.Kind.DOUBTFUL,
                        "The adapters are numbered by their VMware slots, but their hardware addresses ascend otherwise, as if"
                                + " somebody had moved them between slots.",
                        "Compare the hardware addresses with the adapters of the virtual machine, and run: sallyport nic swap."));
    }

    private static OptionalInt slot(Adapter adapter) {
        return adapter.pci().map(VmwareSlotRule::slot).orElse(OptionalInt.empty());
    }

    private static OptionalInt slot(PciPath path) {
        PciAddress address = path.address();
        if (path.steps().size() == 1) {
            return OptionalInt.of(address.device());
        }
        PciAddress bridge = path.steps().getFirst();
        return path.steps().size() > 2 || bridge.device() <= FIRST_BRIDGE_DEVICE
                ? OptionalInt.empty()
                : OptionalInt.of(
                        (bridge.function() * 32 + bridge.device() - FIRST_BRIDGE_DEVICE) * 32 + address.device());
    }
}
