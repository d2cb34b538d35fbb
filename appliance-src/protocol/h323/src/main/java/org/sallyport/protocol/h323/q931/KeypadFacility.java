package org.sallyport.protocol.h323.q931;

import java.nio.charset.StandardCharsets;
import org.sallyport.protocol.h323.octets.Octets;

/**
 * Keys that the user pressed (Q.931 section 4.5.18).
 *
 * @param keys each octet one character
 */
public record KeypadFacility(String keys) {
    static KeypadFacility read(Octets content) {
        return new KeypadFacility(new String(content.toArray(), StandardCharsets.ISO_8859_1));
    }

    /** The content of the element. */
    public Octets write() {
        return Octets.of(keys.getBytes(StandardCharsets.ISO_8859_1));
    }
}
