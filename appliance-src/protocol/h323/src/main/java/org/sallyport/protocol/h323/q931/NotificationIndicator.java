package org.sallyport.protocol.h323.q931;

import java.util.Optional;
import org.sallyport.protocol.h323.octets.Octets;

/**
 * Something about the call that the user should know (Q.931 section 4.5.22).
 *
 * @param description 0 to 127: 0 user suspended, 1 user resumed
 */
public record NotificationIndicator(int description) {
    static Optional<NotificationIndicator> read(Octets content) {
        return content.isEmpty()
                ? Optional.empty()
                : Optional.of(new NotificationIndicator(content.at(0) & ExtensionBit.VALUE));
    }

    /** The content of the element. */
    public Octets write() {
        return Octets.of((byte) (ExtensionBit.LAST | description));
    }
}
