package org.sallyport.imaging.vhdx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;
import org.sallyport.imaging.disk.ContentId;

/** GUIDs in Microsoft's binary form, whose first three fields are little-endian (MS-DTYP section 2.3.4.2). */
final class Guid {
    static final int BYTES = 16;

    private static final long VERSION_8 = 0x8000L; // of the writer's own making: RFC 9562 section 5.8
    private static final long VERSION_MASK = 0xf000L;
    private static final long VARIANT = Long.MIN_VALUE;
    private static final long VARIANT_MASK = 0xc000_0000_0000_0000L;

    private Guid() {}

    static byte[] known(String text) {
        return binary(UUID.fromString(text));
    }

    /** The same for the same content and purpose, another for each other one. */
    static byte[] derived(byte[] content, String purpose) {
        MessageDigest digest = ContentId.sha256();
        digest.update(content);
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(purpose.getBytes(StandardCharsets.US_ASCII)));
        return binary(
                new UUID((hash.getLong() & ~VERSION_MASK) | VERSION_8, (hash.getLong() & ~VARIANT_MASK) | VARIANT));
    }

    private static byte[] binary(UUID guid) {
        long high = guid.getMostSignificantBits();
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) (high >>> 32))
                .putShort((short) (high >>> 16))
                .putShort((short) high)
                .order(ByteOrder.BIG_ENDIAN)
                .putLong(guid.getLeastSignificantBits())
                .array();
    }
}
