package org.sallyport.core.host.nic.order;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.Machine;
import org.sallyport.core.host.nic.inventory.Machine.Platform;

/**
 * The numbers that firmware or hypervisor gave: adapters with a number in its order, then cards. On KVM that is
 * {@code acpi-index}, on servers the ports on the board.
 */
final class FirmwareIndexRule implements OrderRule {
    @Override
    public Verdict judge(Machine machine, List<Adapter> adapters) {
        if (machine.platform() == Platform.VMWARE || machine.platform() == Platform.HYPER_V) {
            return new Verdict.Silent("the firmware's numbers follow no order on "
                    + machine.platform().words());
        }
        Map<Boolean, List<Adapter>> byNumber = adapters.stream()
                .collect(Collectors.partitioningBy(
                        adapter -> FirmwareIndex.of(adapter).isPresent()));
        List<Adapter> numbered = byNumber.getOrDefault(true, List.of());
        if (numbered.isEmpty()) {
            return new Verdict.Silent("neither ACPI nor SMBIOS numbers any adapter");
        }
        return new Verdict.Ordered(
                Stream.concat(
                                FirmwareIndex.ordered(numbered).stream().map(FirmwareIndex::rankedByNumber),
                                FirmwareIndex.cards(byNumber.getOrDefault(false, List.of())).stream()
                                        .map(FirmwareIndex::rankedCard))
                        .toList(),
                List.of());
    }
}
