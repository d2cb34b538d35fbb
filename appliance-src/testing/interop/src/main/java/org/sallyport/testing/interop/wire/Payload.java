package org.sallyport.testing.interop.wire;

/**
 * What was carried above UDP or TCP.
 *
 * @param carrier the packet or the direction of a connection, for people
 */
@SuppressWarnings("ArrayRecordComponent")
public record Payload(String carrier, byte[] octets) {
    private static final int VERSION_2 = 2;
    private static final int FIRST_RTCP = 200;
    private static final int LAST_RTCP = 207;

    /** Whether it begins as RTCP does (RFC 5761 section 4). */
    public boolean isRtcp() {
        return octets.length > 1
                && (octets[0] & 0xff) >> 6 == VERSION_2
                && (octets[1] & 0xff) >= FIRST_RTCP
                && (octets[1] & 0xff) <= LAST_RTCP;
    }
}
