package org.sallyport.core.host.nic.inventory;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What firmware says of one adapter.
 *
 * @param acpiIndex instance number by ACPI _DSM function 7 (PCI Firmware Specification 3.3, 4.6.7)
 * @param smbiosIndex instance of an onboard device (SMBIOS 3.7, 7.42)
 * @param label its name by ACPI or SMBIOS, such as {@code Embedded NIC 1}
 * @param slot where it is plugged in (SMBIOS 3.7, 7.10, or the kernel's hotplug slots)
 */
public record FirmwareWords(
        OptionalInt acpiIndex, OptionalInt smbiosIndex, Optional<String> label, Optional<Slot> slot) {
    /** No word. */
    public static final FirmwareWords NONE =
            new FirmwareWords(OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty());
}
