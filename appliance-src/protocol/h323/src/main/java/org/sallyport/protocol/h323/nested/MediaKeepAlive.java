package org.sallyport.protocol.h323.nested;

import java.nio.ByteBuffer;

/**
 * The empty RTP packet by which an H.460.19 client keeps the way for media open: a header without payload, of the payload type that
 * TraversalParameters say.
 */
public final class MediaKeepAlive {
    /** Octets of the header (RFC 3550, section 5.1). */
    public static final int LENGTH = 12;

    private static final int VERSION = 0x80;

    private MediaKeepAlive() {}

    /**
     * Whether the packet between position and limit, without multiplex header, is a keep-alive: RTP with no octet behind its header.
     * The payload type is not asked for: some endpoints announce another one than they send.
     */
    public static boolean is(ByteBuffer packet) {
        return packet.remaining() == LENGTH && (packet.get(packet.position()) & 0xff) == VERSION;
    }

    /** The payload type of an RTP packet, 0 to 127. */
    public static int payloadType(ByteBuffer packet) {
        return packet.get(packet.position() + 1) & 0x7f;
    }

    /** Puts one at the buffer's position and moves behind it; timestamp 0, no source but the one given. */
    public static void write(ByteBuffer packet, int payloadType, int sequenceNumber, int ssrc) {
        if (payloadType < 0 || payloadType > 127) {
            throw new IllegalArgumentException("payloadType: " + payloadType + "; from 0 to 127");
        }
        packet.put((byte) VERSION)
                .put((byte) payloadType)
                .putShort((short) sequenceNumber)
                .putInt(0)
                .putInt(ssrc);
    }
}
