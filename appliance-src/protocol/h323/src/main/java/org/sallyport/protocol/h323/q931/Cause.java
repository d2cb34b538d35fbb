package org.sallyport.protocol.h323.q931;

import java.util.Optional;
import java.util.OptionalInt;
import org.sallyport.protocol.h323.octets.Octets;

/**
 * Why a call ends, or what is wrong with a message (Q.850 section 2.1).
 *
 * @param codingStandard 0 to 3: 0 ITU-T
 * @param location 0 to 15: 0 user, 1 private network of the local user, 10 beyond an interworking point
 * @param recommendation octet 3a without its extension bit, 0 to 127, for causes of another recommendation
 * @param value 0 to 127
 * @param diagnostics what follows the value
 */
public record Cause(int codingStandard, int location, OptionalInt recommendation, int value, Octets diagnostics) {
    /** One of the ITU-T from the user's side, as endpoints of H.323 write it. */
    public static Cause of(CauseValue value) {
        return new Cause(0, 0, OptionalInt.empty(), value.code(), Octets.EMPTY);
    }

    /** Reads the content of an element; empty when it ends too soon. */
    public static Optional<Cause> read(Octets content) {
        int head = ExtensionBit.groupLength(content, 0);
        if (head < 1 || head > 2 || content.length() <= head) {
            return Optional.empty();
        }
        int first = content.at(0);
        OptionalInt recommendation =
                head == 2 ? OptionalInt.of(content.at(1) & ExtensionBit.VALUE) : OptionalInt.empty();
        return Optional.of(new Cause(
                first >> 5 & 0x03,
                first & 0x0f,
                recommendation,
                content.at(head) & ExtensionBit.VALUE,
                content.tail(head + 1)));
    }

    /** The value by its name, if Q.850 has one for it and it is of the ITU-T. */
    public Optional<CauseValue> named() {
        return codingStandard == 0 ? CauseValue.of(value) : Optional.empty();
    }

    /** The content of the element. */
    public Octets write() {
        int head = recommendation.isPresent() ? 2 : 1;
        byte[] content = new byte[head + 1 + diagnostics.length()];
        content[0] = (byte) (codingStandard << 5 | location);
        recommendation.ifPresent(octet -> content[1] = (byte) octet);
        content[head - 1] |= (byte) ExtensionBit.LAST;
        content[head] = (byte) (ExtensionBit.LAST | value);
        diagnostics.copyTo(content, head + 1);
        return Octets.of(content);
    }
}
