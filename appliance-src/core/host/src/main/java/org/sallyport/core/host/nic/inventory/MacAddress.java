package org.sallyport.core.host.nic.inventory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;

/**
 * A 48-bit hardware address (IEEE 802, EUI-48) of one adapter; ordered as a number.
 *
 * @param bits the six octets, the first one highest
 */
public record MacAddress(long bits) implements Comparable<MacAddress> {
    private static final Pattern TEXT = Pattern.compile("[0-9a-f]{2}(?:([:-]?)[0-9a-f]{2})(?:\\1[0-9a-f]{2}){4}");
    private static final long GROUP_BIT = 1L << 40;
    private static final int OUI_SHIFT = 24;

    public MacAddress {
        if (bits <= 0 || bits >>> 48 != 0 || (bits & GROUP_BIT) != 0) {
            throw new IllegalArgumentException("no address of one adapter: " + Long.toHexString(bits));
        }
    }

    /** Reads twelve hexadecimal digits, plain or in pairs with colons or hyphens; empty when they name no single adapter. */
    public static Optional<MacAddress> parse(String text) {
        String digits = text.strip().toLowerCase(Locale.ROOT);
        if (!TEXT.matcher(digits).matches()) {
            return Optional.empty();
        }
        long bits = Long.parseLong(digits.replace(":", "").replace("-", ""), 16);
        return bits == 0 || (bits & GROUP_BIT) != 0 ? Optional.empty() : Optional.of(new MacAddress(bits));
    }

    /**
     * Reads an address that must be one.
     *
     * @throws InvalidInputException when it is none
     */
    @JsonCreator
    public static MacAddress of(String text) {
        return parse(text)
                .orElseThrow(() -> new InvalidInputException(new Problem(
                        "mac", text, "It is no hardware address of one adapter.", "Give it as 00:50:56:9a:00:01.")));
    }

    /** The first three octets, which say who made the adapter. */
    public int oui() {
        return (int) (bits >>> OUI_SHIFT);
    }

    @Override
    public int compareTo(MacAddress other) {
        return Long.compare(bits, other.bits);
    }

    /** Six pairs of lower-case digits with colons. */
    @JsonValue
    @Override
    public String toString() {
        return "%012x".formatted(bits).replaceAll("(..)(?!$)", "$1:");
    }
}
