package org.sallyport.service.turn.allocation;

import java.util.Locale;

/** Why a packet, or a request that is not answered, went no further. */
public enum DropReason {
    /** Neither STUN nor ChannelData, or damaged. */
    MALFORMED,
    /** A response, an indication that servers do not take, or what begins no handshake where one must be. */
    UNEXPECTED,
    /** A stranger has had his answers for now. */
    OVER_BUDGET,
    /** ChannelData or an indication of a client without allocation. */
    NO_ALLOCATION,
    /** ChannelData for a number that is not bound. */
    NO_CHANNEL,
    /** From the client to a peer without permission. */
    NO_PERMISSION,
    /** From a peer without permission. */
    FOREIGN_PEER,
    /** To a peer that the rules deny. */
    FORBIDDEN_PEER,
    /** A Send indication without peer or data, or with what must be understood and is not. */
    BAD_INDICATION,
    /** Faster than the allocation may send, in either direction. */
    OVER_BANDWIDTH,
    /** The kernel refused to send it: no route, too long. */
    SEND_REFUSED,
    /** The way to the client is full. */
    CLIENT_FULL;

    /** The value of the label {@code reason}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
