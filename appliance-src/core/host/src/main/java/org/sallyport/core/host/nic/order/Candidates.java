package org.sallyport.core.host.nic.order;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.sallyport.core.host.nic.inventory.Adapter;
import org.sallyport.core.host.nic.inventory.Bus;
import org.sallyport.core.host.nic.inventory.Machine.Platform;
import org.sallyport.core.host.nic.inventory.NicInventory;
import org.sallyport.core.host.nic.inventory.NicInventory.PassedOver;

/**
 * Which adapters get a place at all.
 *
 * @param passedOver the rest, with what is no adapter
 */
public record Candidates(List<Adapter> adapters, List<PassedOver> passedOver) {

    /**
     * Sorts out what the product does not use unless somebody chose it.
     *
     * @param pinned adapters that had a place before
     */
    public static Candidates of(NicInventory inventory, Predicate<Adapter> pinned) {
        List<Adapter> adapters = new ArrayList<>();
        List<PassedOver> passedOver = new ArrayList<>(inventory.passedOver());
        for (Adapter adapter : inventory.adapters()) {
            boolean chosen = inventory.isChosen(adapter) || pinned.test(adapter);
            String reason = objection(adapter, chosen, inventory);
            if (reason.isEmpty()) {
                adapters.add(adapter);
            } else {
                passedOver.add(new PassedOver(adapter.kernelName(), adapter.macText(), reason));
            }
        }
        return new Candidates(List.copyOf(adapters), List.copyOf(passedOver));
    }

    private static String objection(Adapter adapter, boolean chosen, NicInventory inventory) {
        return switch (adapter.bus()) {
            case USB -> chosen ? "" : "a USB adapter is used only when a statement names its hardware address";
            case NONE ->
                chosen || inventory.machine().platform() == Platform.CONTAINER
                        ? ""
                        : "a virtual interface is used only in a container, or when a statement names its address";
            case PCI, OTHER ->
                isAcceleratorOf(adapter, inventory.adapters())
                        ? "it accelerates the adapter of the same hardware address"
                        : "";
            case VMBUS -> "";
        };
    }

    /** Hyper-V gives the virtual function behind a synthetic adapter the same address; the synthetic one carries its traffic. */
    private static boolean isAcceleratorOf(Adapter adapter, List<Adapter> all) {
        return adapter.mac().isPresent()
                && all.stream()
                        .anyMatch(
                                other -> other.bus() == Bus.VMBUS && other.mac().equals(adapter.mac()));
    }
}
