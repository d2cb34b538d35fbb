package org.sallyport.core.host.nic.order;

import java.util.List;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.Machine;

/** One adapter, alone or the last that nobody named, needs no witness. */
final class OnlyAdapterRule implements OrderRule {
    @Override
    public Verdict judge(Machine machine, List<Adapter> adapters) {
        return adapters.size() == 1
                ? new Verdict.Ordered(
                        List.of(new Verdict.Ranked(
                                adapters.getFirst(), Witness.ONLY_ADAPTER, "no other adapter is left")),
                        List.of())
                : new Verdict.Silent(adapters.size() + " adapters are left to be told apart");
    }
}
