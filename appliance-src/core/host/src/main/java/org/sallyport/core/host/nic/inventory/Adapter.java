package org.sallyport.core.host.nic.inventory;

import java.util.Optional;

/**
 * A network adapter: an interface with hardware behind it, or one without that somebody chose.
 *
 * @param kernelName its name at the moment; never a reason for its order
 * @param mac permanent address burnt in or given by the hypervisor; empty when the adapter has only a random one
 * @param bus what it is attached to
 * @param path where it sits, the same at every boot: {@code pci0000:00/16.0/00.0}, {@code vmbus/<instance>}; ends with
 *     {@code /port1} for the second port of one function
 * @param pci its place on PCI; for virtio the function behind which it stands
 * @param driver kernel driver, {@code -} when there is none
 * @param instance VMBus instance identifier, lower case without braces, empty elsewhere
 */
public record Adapter(
        String kernelName,
        Optional<MacAddress> mac,
        Bus bus,
        String path,
        Optional<PciPath> pci,
        String driver,
        Optional<String> instance,
        FirmwareWords firmware,
        Link link) {

    /** The same adapter after it was renamed. */
    public Adapter named(String name) {
        return new Adapter(name, mac, bus, path, pci, driver, instance, firmware, link);
    }

    /** Its address, or a hyphen. */
    public String macText() {
        return mac.map(MacAddress::toString).orElse("-");
    }
}
