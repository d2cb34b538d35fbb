package org.sallyport.core.host.nic.order;

import java.util.List;
import org.sallyport.core.host.nic.finding.Finding;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.Machine;

/** The last resort where nothing has a position: Hyper-V without a statement, or a container. */
final class MacOrderRule implements OrderRule {
    private static final int HYPER_V_OUI = 0x00155d;

    @Override
    public Verdict judge(Machine machine, List<Adapter> adapters) {
        List<Adapter> ordered = adapters.stream().sorted(MacSequence.ORDER).toList();
        boolean handedOut = MacSequence.isEvenlySpaced(ordered)
                && ordered.stream()
                        .allMatch(adapter -> adapter.mac().orElseThrow().oui() == HYPER_V_OUI);
        return new Verdict.Ordered(
                ordered.stream()
                        .map(adapter ->
                                new Verdict.Ranked(adapter, Witness.MAC_ORDER, "hardware address " + adapter.macText()))
                        .toList(),
                List.of(new Finding(
                        Finding.Kind.UNVERIFIED,
                        "Nothing says which adapter is which, so they are numbered by hardware address; "
                                + (handedOut
                                        ? "the host handed out consecutive ones, which makes it likely to be right."
                                        : "it is a guess."),
                        "Compare the hardware addresses with the adapters of the virtual machine, or give them at import,"
                                + " and run: sallyport nic swap, or sallyport nic pin to confirm.")));
    }
}
