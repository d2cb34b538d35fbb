package org.sallyport.protocol.h323.q931;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import org.sallyport.protocol.h323.octets.Octets;

/**
 * Number of the called, calling or connected party (Q.931 sections 4.5.8 and 4.5.10).
 *
 * @param numberType type of number, 0 to 7: 0 unknown, 1 international, 2 national, 4 subscriber
 * @param numberingPlan 0 to 15: 0 unknown, 1 E.164, 9 private
 * @param presentation presentation and screening indicator, octet 3a without its extension bit, 0 to 127; a called number has
 *     none
 * @param digits each octet one character
 */
public record PartyNumber(int numberType, int numberingPlan, OptionalInt presentation, String digits) {
    private static final int RESTRICTED = 0x20;
    private static final int PRESENTATION_BITS = 0x60;

    /** Reads the content of an element; empty when it ends too soon. */
    public static Optional<PartyNumber> read(Octets content) {
        int head = ExtensionBit.groupLength(content, 0);
        if (head < 1 || head > 2) {
            return Optional.empty();
        }
        int first = content.at(0);
        OptionalInt presentation = head == 2 ? OptionalInt.of(content.at(1) & ExtensionBit.VALUE) : OptionalInt.empty();
        String digits = new String(content.tail(head).toArray(), StandardCharsets.ISO_8859_1);
        return Optional.of(new PartyNumber(first >> 4 & 0x07, first & 0x0f, presentation, digits));
    }

    /** Whether the number is not to be shown to the called party. */
    public boolean isRestricted() {
        return presentation.isPresent() && (presentation.getAsInt() & PRESENTATION_BITS) == RESTRICTED;
    }

    public PartyNumber withDigits(String replacement) {
        return new PartyNumber(numberType, numberingPlan, presentation, replacement);
    }

    /** The content of the element. */
    public Octets write() {
        int head = presentation.isPresent() ? 2 : 1;
        byte[] characters = digits.getBytes(StandardCharsets.ISO_8859_1);
        byte[] content = new byte[head + characters.length];
        content[0] = (byte) (numberType << 4 | numberingPlan);
        presentation.ifPresent(value -> content[1] = (byte) value);
        content[head - 1] |= (byte) ExtensionBit.LAST;
        System.arraycopy(characters, 0, content, head, characters.length);
        return Octets.of(content);
    }
}
