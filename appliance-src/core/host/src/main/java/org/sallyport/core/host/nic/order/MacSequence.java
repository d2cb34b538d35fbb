package org.sallyport.core.host.nic.order;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.MacAddress;

/** What the hardware addresses of several adapters have to do with each other. */
final class MacSequence {
    /** By address, those without one last, then by path. */
    static final Comparator<Adapter> ORDER = Comparator.comparing(
                    (Adapter adapter) -> adapter.mac().map(MacAddress::bits).orElse(Long.MAX_VALUE))
            .thenComparing(Adapter::path);

    private MacSequence() {}

    /** Whether they are consecutive, or ten apart, from the lowest to the highest. */
    static boolean isEvenlySpaced(List<Adapter> adapters) {
        List<Long> bits = adapters.stream()
                .map(Adapter::mac)
                .flatMap(Optional::stream)
                .map(MacAddress::bits)
                .sorted()
                .toList();
        if (bits.size() < adapters.size() || bits.size() < 2) {
            return false;
        }
        long step = bits.get(1) - bits.get(0);
        for (int i = 1; i < bits.size(); i++) {
            if (bits.get(i) - bits.get(i - 1) != step) {
                return false;
            }
        }
        return step == 1 || step == 10;
    }

    /** Whether they ascend as the adapters are listed. */
    static boolean ascends(List<Adapter> adapters) {
        return adapters.equals(adapters.stream().sorted(ORDER).toList());
    }
}
