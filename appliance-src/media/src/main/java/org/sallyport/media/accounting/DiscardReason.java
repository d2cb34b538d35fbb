package org.sallyport.media.accounting;

import java.util.Locale;

/** Why a packet, or a connection, was not relayed; the metrics' label. */
public enum DiscardReason {
    /** Nothing had been signalled of the party. */
    BEFORE_SIGNALLING,
    /** From another than the party that was signalled or learnt. */
    FOREIGN_SOURCE,
    /** An RTP or RTCP header that does not fit its packet. */
    MALFORMED,
    /** The other party has no address yet, or is on hold. */
    NO_PEER,
    /** The kernel had no room to send it. */
    SEND_BUFFER_FULL,
    /** The kernel refused to send it: no route, other address family. */
    SEND_REFUSED,
    /** The party is connected already. */
    SECOND_CONNECTION,
    /** Our connection to the party was refused, or not answered in time. */
    CONNECT_FAILED,
    /** One party was connected and the other did not follow in time. */
    UNPAIRED;

    /** Its value as a metric's label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
