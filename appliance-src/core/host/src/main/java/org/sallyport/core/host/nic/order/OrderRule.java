package org.sallyport.core.host.nic.order;

import java.util.List;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.Machine;

/** One way to tell the order of adapters. */
@FunctionalInterface
interface OrderRule {
    /** Judges at least one adapter. */
    Verdict judge(Machine machine, List<Adapter> adapters);
}
