package org.sallyport.protocol.stun;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The 96 bits that join a response to its request (RFC 8489 section 5).
 *
 * @param high the first 32 bits
 * @param low the other 64
 */
public record TransactionId(int high, long low) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** One that nobody can foretell. */
    public static TransactionId random() {
        return new TransactionId(RANDOM.nextInt(), RANDOM.nextLong());
    }

    static TransactionId read(ByteBuffer in) {
        return new TransactionId(in.getInt(), in.getLong());
    }

    void write(ByteBuffer out) {
        out.putInt(high).putLong(low);
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
