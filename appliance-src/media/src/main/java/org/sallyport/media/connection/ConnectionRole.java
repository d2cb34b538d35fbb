package org.sallyport.media.connection;

import org.jspecify.annotations.Nullable;
import org.sallyport.media.RelayedStream.ConnectionSetup;

/** What we do towards a party. */
enum ConnectionRole {
    /** Connect to it. */
    CONNECT,
    /** Wait for its connection. */
    WAIT,
    /** Neither for now. */
    REST;

    /**
     * Our role towards a party, from its setup attribute and the other party's, both carried through unchanged (RFC 4145
     * section 4.1). A party that left the choice open, or said nothing, has taken the part that the other one's left it;
     * as long as that is open too, we wait.
     */
    static ConnectionRole towards(@Nullable ConnectionSetup party, @Nullable ConnectionSetup other) {
        return switch (party) {
            case ACTIVE -> WAIT;
            case PASSIVE -> CONNECT;
            case HOLDCONN -> REST;
            case ACTPASS -> other == ConnectionSetup.ACTIVE ? CONNECT : WAIT;
            case null -> other == ConnectionSetup.ACTIVE || other == ConnectionSetup.ACTPASS ? CONNECT : WAIT;
        };
    }
}
