package org.sallyport.protocol.rtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The header of an RTP packet (RFC 3550 section 5.1), read in place. SRTP leaves all of it in clear (RFC 3711 section
 * 3.1), so the fields hold for it too; padding is not looked at, because there its count is encrypted.
 */
public final class RtpHeader {
    /** Octets of the fixed header. */
    public static final int FIXED_LENGTH = 12;

    private static final int VERSION = 2;
    private static final int EXTENSION_HEADER_LENGTH = 4;
    private static final ValueLayout.OfShort UINT16 = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt UINT32 = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private RtpHeader() {}

    /** Whether bytes are an RTP packet, and if not why (RFC 3550 appendix A.1). */
    public enum Validity {
        VALID,
        SHORTER_THAN_FIXED_HEADER,
        WRONG_VERSION,
        CSRC_LIST_CUT,
        EXTENSION_CUT
    }

    /** Checks a datagram of {@code length} bytes; the other functions may be asked about a VALID one only. */
    public static Validity check(MemorySegment packet, long length) {
        if (length < FIXED_LENGTH) {
            return Validity.SHORTER_THAN_FIXED_HEADER;
        }
        if (version(packet) != VERSION) {
            return Validity.WRONG_VERSION;
        }
        long end = FIXED_LENGTH + 4L * csrcCount(packet);
        if (length < end) {
            return Validity.CSRC_LIST_CUT;
        }
        return !hasExtension(packet) || extensionFits(packet, end, length) ? Validity.VALID : Validity.EXTENSION_CUT;
    }

    private static boolean extensionFits(MemorySegment packet, long at, long length) {
        long afterHeader = at + EXTENSION_HEADER_LENGTH;
        return length >= afterHeader && length >= afterHeader + 4L * Short.toUnsignedInt(packet.get(UINT16, at + 2));
    }

    public static int version(MemorySegment packet) {
        return Byte.toUnsignedInt(packet.get(JAVA_BYTE, 0)) >>> 6;
    }

    public static boolean hasExtension(MemorySegment packet) {
        return (packet.get(JAVA_BYTE, 0) & 0x10) != 0;
    }

    /** Contributing sources listed after the fixed header, 0 to 15. */
    public static int csrcCount(MemorySegment packet) {
        return packet.get(JAVA_BYTE, 0) & 0x0f;
    }

    /** Payload type, 0 to 127. */
    public static int payloadType(MemorySegment packet) {
        return packet.get(JAVA_BYTE, 1) & 0x7f;
    }

    /** Sequence number, 0 to 65535. */
    public static int sequenceNumber(MemorySegment packet) {
        return Short.toUnsignedInt(packet.get(UINT16, 2));
    }

    /** RTP timestamp, 32 bits unsigned. */
    public static int timestamp(MemorySegment packet) {
        return packet.get(UINT32, 4);
    }

    /** Synchronization source, 32 bits unsigned. */
    public static int ssrc(MemorySegment packet) {
        return packet.get(UINT32, 8);
    }
}
