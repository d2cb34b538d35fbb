package org.sallyport.service.turn.transport;

import io.netty.buffer.ByteBuf;
import org.sallyport.protocol.stun.StunMessage;

/** What the first octets of a connection say that it speaks. */
enum FirstWord {
    /** A STUN message: two bits that are 0, and its cookie. ChannelData needs an allocation, and so never comes first. */
    TURN,
    /** The method of a request and a space (RFC 9112 section 3). */
    HTTP,
    NEITHER,
    /** Too little has come to tell. */
    UNFINISHED;

    private static final int COOKIE_AT = 4;
    /** Longer than every method that IANA registered. */
    private static final int LONGEST_METHOD = 20;

    /** What the unread octets say. */
    static FirstWord of(ByteBuf octets) {
        if (!octets.isReadable()) {
            return UNFINISHED;
        }
        int at = octets.readerIndex();
        if ((octets.getByte(at) & 0xc0) != 0) {
            return method(octets);
        }
        if (octets.readableBytes() < COOKIE_AT + Integer.BYTES) {
            return UNFINISHED;
        }
        return octets.getInt(at + COOKIE_AT) == StunMessage.MAGIC_COOKIE ? TURN : NEITHER;
    }

    private static FirstWord method(ByteBuf octets) {
        int length = 0;
        while (length < octets.readableBytes() && length <= LONGEST_METHOD) {
            byte letter = octets.getByte(octets.readerIndex() + length);
            if (letter == ' ' && length > 0) {
                return HTTP;
            }
            if ((letter < 'A' || letter > 'Z') && letter != '-') {
                return NEITHER;
            }
            length++;
        }
        return length > LONGEST_METHOD ? NEITHER : UNFINISHED;
    }
}
