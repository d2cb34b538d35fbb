package org.sallyport.core.host.nic.inventory;

/** What an adapter is attached to. */
public enum Bus {
    PCI,
    /** Hyper-V's synthetic devices, enumerated in no particular order. */
    VMBUS,
    USB,
    /** Xen's virtual interfaces, virtio without PCI, chips on the board. */
    OTHER,
    /** No hardware: the end of a veth pair, a dummy. */
    NONE
}
