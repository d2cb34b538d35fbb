package org.sallyport.protocol.rtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * RTCP packets, compound (RFC 3550 section 6.1) or reduced-size (RFC 5506 section 3.4.2: any packet may come first). In
 * SRTCP only the first header and its SSRC are in clear (RFC 3711 section 3.4); what follows is met as a trailer, and
 * the reports read from it hold no truth: a user compares them with what it has seen before.
 */
public final class Rtcp {
    static final int HEADER_LENGTH = 4;
    static final int BYE = 203;
    private static final int SSRC_LENGTH = 4;
    private static final int SENDER_INFO_LENGTH = 20;
    private static final int REPORT_BLOCK_LENGTH = 24;
    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final ValueLayout.OfShort UINT16 = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt UINT32 = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private Rtcp() {}

    /** How much of a datagram was RTCP. */
    public enum Outcome {
        /** All of it. */
        COMPLETE,
        /** At least one packet, then bytes that are none: an SRTCP trailer, or damage. */
        TRAILER,
        /** Not even the first packet. */
        MALFORMED
    }

    /** Reads a datagram of {@code length} bytes; the visitor has been called for what precedes a trailer. */
    public static Outcome parse(MemorySegment datagram, long length, RtcpVisitor visitor) {
        long at = 0;
        while (at < length) {
            long packetLength = packetLength(datagram, at, length);
            if (packetLength < 0) {
                return at == 0 ? Outcome.MALFORMED : Outcome.TRAILER;
            }
            visit(datagram, at, packetLength, visitor);
            at += packetLength;
        }
        return length == 0 ? Outcome.MALFORMED : Outcome.COMPLETE;
    }

    /** Octets of the packet at a place of a datagram; -1 when there is none. */
    static long packetLength(MemorySegment datagram, long at, long length) {
        if (length - at < HEADER_LENGTH || (datagram.get(JAVA_BYTE, at) & 0xc0) != 0x80) {
            return -1;
        }
        long packetLength = HEADER_LENGTH + 4L * Short.toUnsignedInt(datagram.get(UINT16, at + 2));
        return packetLength <= length - at ? packetLength : -1;
    }

    /** The count in a packet's header: of report blocks, chunks or sources. */
    static int count(MemorySegment datagram, long at) {
        return datagram.get(JAVA_BYTE, at) & 0x1f;
    }

    private static void visit(MemorySegment datagram, long at, long packetLength, RtcpVisitor visitor) {
        int count = count(datagram, at);
        long end = at + packetLength;
        switch (Byte.toUnsignedInt(datagram.get(JAVA_BYTE, at + 1))) {
            case SENDER_REPORT -> senderReport(datagram, at + HEADER_LENGTH, end, count, visitor);
            case RECEIVER_REPORT -> reportBlocks(datagram, at + HEADER_LENGTH + SSRC_LENGTH, end, count, visitor);
            case BYE -> goodbyes(datagram, at + HEADER_LENGTH, end, count, visitor);
            default -> {
                // SDES, APP, feedback and extended reports are carried through unread.
            }
        }
    }

    private static void senderReport(MemorySegment datagram, long body, long end, int count, RtcpVisitor visitor) {
        long blocks = body + SSRC_LENGTH + SENDER_INFO_LENGTH;
        if (blocks > end) {
            return;
        }
        int ntpSeconds = datagram.get(UINT32, body + SSRC_LENGTH);
        int ntpFraction = datagram.get(UINT32, body + SSRC_LENGTH + 4);
        visitor.senderReport(datagram.get(UINT32, body), (ntpSeconds << 16) | (ntpFraction >>> 16));
        reportBlocks(datagram, blocks, end, count, visitor);
    }

    private static void reportBlocks(MemorySegment datagram, long first, long end, int count, RtcpVisitor visitor) {
        long at = first;
        for (int i = 0; i < count && at + REPORT_BLOCK_LENGTH <= end; i++) {
            visitor.reportBlock(datagram.get(UINT32, at), datagram.get(UINT32, at + 16), datagram.get(UINT32, at + 20));
            at += REPORT_BLOCK_LENGTH;
        }
    }

    private static void goodbyes(MemorySegment datagram, long first, long end, int count, RtcpVisitor visitor) {
        long at = first;
        for (int i = 0; i < count && at + SSRC_LENGTH <= end; i++) {
            visitor.goodbye(datagram.get(UINT32, at));
            at += SSRC_LENGTH;
        }
    }
}
