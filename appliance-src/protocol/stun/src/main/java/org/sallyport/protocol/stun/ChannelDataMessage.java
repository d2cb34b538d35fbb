package org.sallyport.protocol.stun;

import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * ChannelData: two octets of channel number, two of length, then the peer's data (RFC 8656 section 12.4). Looked at and
 * written in place, nothing is allocated.
 */
public final class ChannelDataMessage {
    /** Octets of the header. */
    public static final int HEADER_LENGTH = 4;

    public static final int FIRST_CHANNEL = 0x4000;

    /**
     * The last channel that may be bound: RFC 8656 section 12 lets clients choose up to 0x4fff, RFC 5766 section 11 let them
     * choose up to this, and many still do.
     */
    public static final int LAST_CHANNEL = 0x7fff;

    private static final ValueLayout.OfShort UINT16 = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private ChannelDataMessage() {}

    /** Whether a datagram that starts with this octet is ChannelData and no STUN message (RFC 7983 section 7). */
    public static boolean startsWith(byte first) {
        return (first & 0xc0) == 0x40;
    }

    /** The channel number. */
    public static int channel(MemorySegment packet) {
        return Short.toUnsignedInt(packet.get(UINT16, 0));
    }

    /**
     * Octets of data in a packet of a length; over UDP padding may follow them (RFC 8656 section 12.5).
     *
     * @return -1 when it is shorter than its header says
     */
    public static int dataLength(MemorySegment packet, int length) {
        if (length < HEADER_LENGTH) {
            return -1;
        }
        int data = Short.toUnsignedInt(packet.get(UINT16, 2));
        return data <= length - HEADER_LENGTH ? data : -1;
    }

    /** Writes a header at the start of some memory. */
    public static void writeHeader(MemorySegment out, int channel, int dataLength) {
        out.set(UINT16, 0, (short) channel);
        out.set(UINT16, 2, (short) dataLength);
    }
}
