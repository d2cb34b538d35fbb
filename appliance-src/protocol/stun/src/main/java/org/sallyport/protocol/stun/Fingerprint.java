package org.sallyport.protocol.stun;

import java.util.zip.CRC32;

/** The checksum that tells STUN from other protocols on the same port (RFC 8489 section 14.7). */
final class Fingerprint {
    private static final int XOR = 0x5354554e;

    private Fingerprint() {}

    /** Of the first octets of a message, whose header must count the attribute. */
    static int of(byte[] message, int length) {
        CRC32 crc = new CRC32();
        crc.update(message, 0, length);
        return (int) crc.getValue() ^ XOR;
    }
}
