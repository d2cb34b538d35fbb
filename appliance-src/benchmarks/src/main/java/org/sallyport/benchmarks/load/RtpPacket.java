package org.sallyport.benchmarks.load;

import java.nio.ByteBuffer;

/** An RTP packet that is sent again and again, each time with other numbers and, at its end, the time when it was sent. */
public final class RtpPacket {
    /** As long as 20 ms of G.711. */
    public static final int G711 = 172;

    private static final short VERSION_2 = (short) 0x8000;
    private static final int SAMPLES = 160;

    private final ByteBuffer packet;
    private final int before;

    /** A packet of so many octets. */
    public RtpPacket(int length) {
        this(new byte[0], length);
    }

    /**
     * A packet behind a header of something else.
     *
     * @param before that header
     * @param length octets of RTP, without that header
     */
    public RtpPacket(byte[] before, int length) {
        this.before = before.length;
        this.packet = ByteBuffer.allocateDirect(before.length + length).put(before);
    }

    /** The packet of a source and number, sent now. */
    public ByteBuffer numbered(int source, int number) {
        return packet.clear()
                .putShort(before, VERSION_2)
                .putShort(before + 2, (short) number)
                .putInt(before + 4, number * SAMPLES)
                .putInt(before + 8, source)
                .putLong(packet.capacity() - Long.BYTES, System.nanoTime());
    }

    /** When a packet was sent that is in a buffer from its start to its limit. */
    static long sentNanos(ByteBuffer packet) {
        return packet.getLong(packet.limit() - Long.BYTES);
    }
}
