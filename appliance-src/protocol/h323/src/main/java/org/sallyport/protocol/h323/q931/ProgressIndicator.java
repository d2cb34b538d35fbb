package org.sallyport.protocol.h323.q931;

import java.util.Optional;
import org.sallyport.protocol.h323.octets.Octets;

/**
 * What happened to the call on its way (Q.931 section 4.5.23).
 *
 * @param codingStandard 0 to 3: 0 ITU-T
 * @param location 0 to 15, as of a cause
 * @param description 0 to 127: 1 not end-to-end ISDN, 8 in-band information available
 */
public record ProgressIndicator(int codingStandard, int location, int description) {
    private static final int LENGTH = 2;

    static Optional<ProgressIndicator> read(Octets content) {
        return content.length() < LENGTH
                ? Optional.empty()
                : Optional.of(new ProgressIndicator(
                        content.at(0) >> 5 & 0x03, content.at(0) & 0x0f, content.at(1) & ExtensionBit.VALUE));
    }

    /** The content of the element. */
    public Octets write() {
        return Octets.of(
                (byte) (ExtensionBit.LAST | codingStandard << 5 | location), (byte) (ExtensionBit.LAST | description));
    }
}
