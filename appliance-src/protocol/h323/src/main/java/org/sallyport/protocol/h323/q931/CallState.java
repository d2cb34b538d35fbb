package org.sallyport.protocol.h323.q931;

import java.util.Optional;
import org.sallyport.protocol.h323.octets.Octets;

/**
 * The state a call has for the sender (Q.931 section 4.5.7).
 *
 * @param codingStandard 0 to 3: 0 ITU-T
 * @param value 0 to 63: 0 null, 1 call initiated, 10 active, 19 release request
 */
public record CallState(int codingStandard, int value) {
    static Optional<CallState> read(Octets content) {
        return content.isEmpty()
                ? Optional.empty()
                : Optional.of(new CallState(content.at(0) >> 6, content.at(0) & 0x3f));
    }

    /** The content of the element. */
    public Octets write() {
        return Octets.of((byte) (codingStandard << 6 | value));
    }
}
