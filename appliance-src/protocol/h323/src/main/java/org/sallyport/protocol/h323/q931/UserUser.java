package org.sallyport.protocol.h323.q931;

import java.util.Optional;
import org.sallyport.protocol.h323.octets.Octets;

/**
 * Content of the user-user element (H.225.0 section 7.2.2.31).
 *
 * @param protocolDiscriminator 5 when information is an H323-UserInformation in PER
 * @param information what follows the discriminator
 */
public record UserUser(int protocolDiscriminator, Octets information) {
    /** X.208 and X.209 coded user information (Q.931 table 4-26): that of H.323. */
    public static final int H323 = 5;

    /** An encoded H323-UserInformation. */
    public static UserUser h323(Octets information) {
        return new UserUser(H323, information);
    }

    /** Reads the content of an element; empty when it ends too soon. */
    public static Optional<UserUser> read(Octets content) {
        return content.isEmpty() ? Optional.empty() : Optional.of(new UserUser(content.at(0), content.tail(1)));
    }

    public boolean isH323() {
        return protocolDiscriminator == H323;
    }

    /** The content of the element. */
    public Octets write() {
        byte[] content = new byte[1 + information.length()];
        content[0] = (byte) protocolDiscriminator;
        information.copyTo(content, 1);
        return Octets.of(content);
    }
}
