package org.sallyport.core.control.nic;

import java.util.List;
import java.util.Optional;

/**
 * The network adapters with what decided their names.
 *
 * @param machine maker, model and hypervisor in words
 * @param confirmed whether an administrator need not look
 * @param unused interfaces that the product does not use
 * @param missing names whose adapter is not in the machine
 */
public record NicList(
        String machine,
        boolean confirmed,
        List<Nic> adapters,
        List<UnusedNic> unused,
        List<String> missing,
        List<NicFinding> findings) {

    /**
     * A network adapter.
     *
     * @param name as it is now
     * @param nextName as it is when the system starts, the same one as a rule
     * @param mac permanent hardware address, a hyphen for none
     * @param path where it sits, the same at every start
     * @param slot as the firmware calls it
     * @param label as the firmware calls the adapter
     * @param witness what decided the name, such as {@code VMWARE_SLOT}; {@code NONE} while it has no name
     * @param reason the same in plain words, with the raw value
     */
    public record Nic(
            String name,
            String nextName,
            String mac,
            String driver,
            String path,
            Optional<String> slot,
            Optional<String> label,
            String witness,
            String reason,
            Line line) {}

    /**
     * Its cable.
     *
     * @param carrier {@code UP}, {@code DOWN}, or {@code UNKNOWN} while the interface is switched off
     * @param speedMegabits as negotiated
     * @param timesUp how often the carrier has come since the driver was loaded
     */
    public record Line(String carrier, Optional<Integer> speedMegabits, int timesUp) {}

    /** An interface that is not used, and why. */
    public record UnusedNic(String name, String mac, String reason) {}

    /**
     * Something an administrator should know.
     *
     * @param severity {@code CRITICAL}, {@code WARNING} or {@code INFORMATION}
     */
    public record NicFinding(String kind, String severity, String text, String remedy) {}
}
