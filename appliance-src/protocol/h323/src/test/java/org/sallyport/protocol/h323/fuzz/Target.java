package org.sallyport.protocol.h323.fuzz;

import org.jspecify.annotations.Nullable;

/**
 * What reads messages of a kind.
 *
 * @param <M> what it makes of one
 */
interface Target<M> {
    /** Reads octets that may be anything; null when they are no message. */
    @Nullable
    M read(byte[] octets);

    /**
     * Sees that the message is just these octets.
     *
     * @throws AssertionError when it is not
     */
    void check(M message, byte[] octets);
}
