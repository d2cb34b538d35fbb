package org.sallyport.protocol.rtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * What RTCP in the clear says in words and in forms of its own: items of source descriptions (RFC 3550 section 6.5), reasons
 * for leaving (6.6), data of applications (6.7). Places only: whoever visits them reads or overwrites them.
 */
public final class RtcpWords {
    private static final int SSRC_LENGTH = 4;
    private static final int NAME_LENGTH = 4;
    private static final int WORD = 4;
    private static final int PADDING = 0x20;
    private static final int SOURCE_DESCRIPTION = 202;
    private static final int APPLICATION = 204;

    private RtcpWords() {}

    /** Is told the places, in their order; nothing is allocated for them. */
    public interface Visitor {
        /**
         * An item of a source description (RFC 3550 section 6.5).
         *
         * @param type as registered with IANA, never 0
         * @param at of its type, which is followed by the length and the text
         * @param length of its text in octets, 0 to 255
         */
        void item(MemorySegment datagram, int type, long at, int length);

        /**
         * The reason in a BYE (RFC 3550 section 6.6).
         *
         * @param at of its text
         * @param length of its text in octets, 0 to 255
         */
        void reason(MemorySegment datagram, long at, int length);

        /**
         * An application's packet (RFC 3550 section 6.7).
         *
         * @param at of its header
         * @param length of all of it in octets, at least 12
         */
        void application(MemorySegment datagram, long at, long length);
    }

    /**
     * Visits a datagram of {@code length} bytes.
     *
     * @return false when not all of it is RTCP, as with SRTCP; the visitor has been called for what precedes the fault
     */
    public static boolean visit(MemorySegment datagram, long length, Visitor visitor) {
        long at = 0;
        while (at < length) {
            long packetLength = Rtcp.packetLength(datagram, at, length);
            if (packetLength < 0 || !visitPacket(datagram, at, packetLength, visitor)) {
                return false;
            }
            at += packetLength;
        }
        return true;
    }

    private static boolean visitPacket(MemorySegment datagram, long at, long length, Visitor visitor) {
        return switch (octet(datagram, at + 1)) {
            case SOURCE_DESCRIPTION -> descriptions(datagram, at, at + length, visitor);
            case Rtcp.BYE -> reason(datagram, at, at + length, visitor);
            case APPLICATION -> application(datagram, at, length, visitor);
            default -> true;
        };
    }

    private static boolean descriptions(MemorySegment datagram, long packet, long end, Visitor visitor) {
        long at = packet + Rtcp.HEADER_LENGTH;
        for (int chunk = Rtcp.count(datagram, packet); chunk > 0; chunk--) {
            if (at + SSRC_LENGTH > end) {
                return false;
            }
            long last = items(datagram, at + SSRC_LENGTH, end, visitor);
            if (last < 0) {
                return false;
            }
            at += (last - at) / WORD * WORD + WORD;
        }
        return at >= end || (octet(datagram, packet) & PADDING) != 0;
    }

    /** Where the items of a chunk end, by a null octet or with the packet; -1 when one is cut. */
    private static long items(MemorySegment datagram, long first, long end, Visitor visitor) {
        long at = first;
        while (at < end && octet(datagram, at) != 0) {
            int length = at + 1 < end ? octet(datagram, at + 1) : Integer.MAX_VALUE;
            if (at + 2 + length > end) {
                return -1;
            }
            visitor.item(datagram, octet(datagram, at), at, length);
            at += 2 + length;
        }
        return at;
    }

    private static boolean reason(MemorySegment datagram, long packet, long end, Visitor visitor) {
        long at = packet + Rtcp.HEADER_LENGTH + (long) SSRC_LENGTH * Rtcp.count(datagram, packet);
        if (at >= end) {
            return at == end;
        }
        int length = octet(datagram, at);
        if (at + 1 + length > end) {
            return false;
        }
        visitor.reason(datagram, at + 1, length);
        return true;
    }

    private static boolean application(MemorySegment datagram, long packet, long length, Visitor visitor) {
        if (length < Rtcp.HEADER_LENGTH + SSRC_LENGTH + NAME_LENGTH) {
            return false;
        }
        visitor.application(datagram, packet, length);
        return true;
    }

    private static int octet(MemorySegment datagram, long at) {
        return Byte.toUnsignedInt(datagram.get(JAVA_BYTE, at));
    }
}
