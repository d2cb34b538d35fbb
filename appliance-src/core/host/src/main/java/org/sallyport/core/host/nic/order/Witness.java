package org.sallyport.core.host.nic.order;

/** What decided the place of an adapter, the stronger one first. */
public enum Witness {
    PINNED("pinned at an earlier boot"),
    REPLACEMENT("took the place of a missing adapter at the same position"),
    STATED("stated by the administrator"),
    OVF_ENVIRONMENT("listed by vSphere"),
    ONLY_ADAPTER("the only adapter left"),
    FIRMWARE_LABEL("named by the firmware"),
    SERVER_PROFILE("known server model"),
    ACPI_INDEX("numbered by ACPI"),
    SMBIOS_INDEX("numbered by SMBIOS"),
    VMWARE_SLOT("by VMware slot"),
    PCI_PATH("by position on PCI"),
    BUS_PATH("by position on its bus"),
    MAC_ORDER("by hardware address, unverified");

    private final String words;

    Witness(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** Whether somebody who should know decided, rather than a convention or a guess. */
    public boolean isVerified() {
        return this != MAC_ORDER;
    }
}
