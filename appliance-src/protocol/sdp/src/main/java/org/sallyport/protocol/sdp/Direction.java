package org.sallyport.protocol.sdp;

import java.util.Locale;
import java.util.Optional;

/** Which way a party wants media to flow (RFC 8866 section 6.7), as seen from that party. */
public enum Direction {
    SENDRECV,
    SENDONLY,
    RECVONLY,
    INACTIVE;

    /** The direction that an attribute of this name states. */
    static Optional<Direction> named(String attribute) {
        for (Direction direction : values()) {
            if (direction.name().toLowerCase(Locale.ROOT).equals(attribute)) {
                return Optional.of(direction);
            }
        }
        return Optional.empty();
    }

    /** Whether the party takes media. */
    public boolean receives() {
        return this == SENDRECV || this == RECVONLY;
    }
}
