package org.sallyport.protocol.h323.q931;

import java.util.Optional;
import org.sallyport.protocol.h323.octets.Octets;

/**
 * A tone for the user (Q.931 section 4.5.28).
 *
 * @param value 0 to 255: 0 dial tone, 1 ring back, 4 busy, 63 tones off
 */
public record Signal(int value) {
    static Optional<Signal> read(Octets content) {
        return content.isEmpty() ? Optional.empty() : Optional.of(new Signal(content.at(0)));
    }

    /** The content of the element. */
    public Octets write() {
        return Octets.of((byte) value);
    }
}
