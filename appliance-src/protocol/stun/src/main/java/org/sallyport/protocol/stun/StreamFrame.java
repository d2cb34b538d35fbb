package org.sallyport.protocol.stun;

/** Where a frame ends in a stream of STUN messages and ChannelData over TCP or TLS (RFC 8656 section 12.5). */
public final class StreamFrame {
    /** Octets to see before the length is known. */
    public static final int PREFIX_LENGTH = 4;

    /** It is neither; the stream cannot be followed any further. */
    public static final int NEITHER = -1;

    private StreamFrame() {}

    /** Octets of the frame that starts with these four, its padding included, or {@link #NEITHER}. */
    public static int length(int prefix) {
        int counted = prefix & 0xffff;
        return switch (prefix >>> 30) {
            case 0 -> counted % 4 == 0 ? StunMessage.HEADER_LENGTH + counted : NEITHER;
            case 1 -> (ChannelDataMessage.HEADER_LENGTH + counted + 3) & ~3;
            default -> NEITHER;
        };
    }
}
