package org.sallyport.protocol.rtp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** What a datagram on a media port is, told from its first bytes (RFC 7983 section 7, RFC 5761 section 4). */
public enum PacketKind {
    STUN,
    ZRTP,
    DTLS,
    TURN_CHANNEL,
    RTP,
    RTCP,
    /** None of these, such as BFCP or UDPTL, or an empty datagram. */
    OTHER;

    /** Types 192 to 223 in the second byte are RTCP; RTP payload types 64 to 95 are not used where the two share a port. */
    private static final int FIRST_RTCP_TYPE = 192;

    private static final int LAST_RTCP_TYPE = 223;

    /** The kind of a datagram of {@code length} bytes at the start of {@code packet}. */
    public static PacketKind of(MemorySegment packet, long length) {
        if (length == 0) {
            return OTHER;
        }
        int first = Byte.toUnsignedInt(packet.get(ValueLayout.JAVA_BYTE, 0));
        if (first >= 128 && first <= 191) {
            return length > 1 && isRtcpType(packet.get(ValueLayout.JAVA_BYTE, 1)) ? RTCP : RTP;
        }
        return ofOther(first);
    }

    private static PacketKind ofOther(int first) {
        if (first <= 3) {
            return STUN;
        }
        if (first < 16 || first > 79) {
            return OTHER;
        }
        if (first <= 19) {
            return ZRTP;
        }
        return first <= 63 ? DTLS : TURN_CHANNEL;
    }

    private static boolean isRtcpType(byte second) {
        int type = Byte.toUnsignedInt(second);
        return type >= FIRST_RTCP_TYPE && type <= LAST_RTCP_TYPE;
    }
}
