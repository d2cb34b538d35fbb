package org.sallyport.protocol.h323.nested;

import java.nio.ByteBuffer;

/**
 * The multiplexID that H.460.19 puts before each RTP and RTCP packet of a multiplexed port: four octets, the highest first. Media
 * code reads and writes it in place.
 */
public final class MultiplexHeader {
    /** Octets of it. */
    public static final int LENGTH = 4;

    private MultiplexHeader() {}

    /**
     * The multiplexID, 0 to 2^32-1, of the packet that begins at the buffer's position, which stays.
     *
     * @throws IndexOutOfBoundsException when fewer than four octets remain
     */
    public static long read(ByteBuffer packet) {
        return Integer.toUnsignedLong(packet.getInt(packet.position()));
    }

    /** Puts a multiplexID, 0 to 2^32-1, at the buffer's position and moves behind it. */
    public static void write(ByteBuffer packet, long multiplexId) {
        if (multiplexId >>> 32 != 0) {
            throw new IllegalArgumentException("multiplexID: " + multiplexId + "; from 0 to 4294967295");
        }
        packet.putInt((int) multiplexId);
    }
}
