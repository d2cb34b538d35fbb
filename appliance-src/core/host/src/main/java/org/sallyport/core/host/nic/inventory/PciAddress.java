package org.sallyport.core.host.nic.inventory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;

/** Where a function sits on PCI, as Linux writes it: {@code 0000:03:00.1}; ordered by domain, bus, device, function. */
public record PciAddress(int domain, int bus, int device, int function) implements Comparable<PciAddress> {
    private static final Pattern TEXT =
            Pattern.compile("([0-9a-f]{4,5}):([0-9a-f]{2}):([01][0-9a-f])\\.([0-7])", Pattern.CASE_INSENSITIVE);
    private static final Comparator<PciAddress> ORDER = Comparator.comparingInt(PciAddress::domain)
            .thenComparingInt(PciAddress::bus)
            .thenComparingInt(PciAddress::device)
            .thenComparingInt(PciAddress::function);

    /** Reads the name of a directory below {@code /sys/devices}; empty when it names no function. */
    public static Optional<PciAddress> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new PciAddress(hex(matcher, 1), hex(matcher, 2), hex(matcher, 3), hex(matcher, 4)))
                : Optional.empty();
    }

    /**
     * Reads an address that must be one.
     *
     * @throws InvalidInputException when it is none
     */
    @JsonCreator
    public static PciAddress of(String text) {
        return parse(text)
                .orElseThrow(() -> new InvalidInputException(
                        new Problem("pci", text, "It is no PCI address.", "Give it as 0000:03:00.1.")));
    }

    private static int hex(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group), 16);
    }

    /** Whether both are functions of one device, as the ports of one card often are. */
    public boolean sharesDeviceWith(PciAddress other) {
        return domain == other.domain && bus == other.bus && device == other.device;
    }

    /** The device without its function, as {@code /sys/bus/pci/slots} names it: {@code 0000:03:00}. */
    public String slotAddress() {
        return "%04x:%02x:%02x".formatted(domain, bus, device);
    }

    @Override
    public int compareTo(PciAddress other) {
        return ORDER.compare(this, other);
    }

    @JsonValue
    @Override
    public String toString() {
        return slotAddress() + "." + function;
    }
}
