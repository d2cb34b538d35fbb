package org.sallyport.imaging.disk;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 over the blocks of a disk that are not zero: the source of identifiers others draw at random. */
public final class ContentId {
    private final MessageDigest whole = sha256();

    /** Adds the next block, by the digest of its bytes. */
    public void add(long index, byte[] digest) {
        whole.update(ByteBuffer.allocate(Long.BYTES).putLong(index).flip());
        whole.update(digest);
    }

    /** The identifier, 32 bytes; ends the calculation. */
    public byte[] finish() {
        return whole.digest();
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }
}
