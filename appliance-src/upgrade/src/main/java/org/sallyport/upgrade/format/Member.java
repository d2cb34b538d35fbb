package org.sallyport.upgrade.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/**
 * A file in a package.
 *
 * @param size in bytes
 * @param sha256 of the whole, in hexadecimal, for those who read with common tools, as the script before a {@code .bin} does
 * @param blocks SHA-256 of each {@value #BLOCK} bytes, the last may be shorter, in hexadecimal
 */
public record Member(String name, long size, String sha256, List<String> blocks) {
    /** What is proven at once, before any of it is used. */
    public static final int BLOCK = 4 << 20;

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public Member {
        Objects.requireNonNull(name, "name is missing");
        Objects.requireNonNull(sha256, "sha256 is missing");
        blocks = List.copyOf(blocks);
    }

    /** A file as a member; {@code progress} is told of the bytes read so far. */
    static Member of(String name, Path file, LongConsumer progress) throws IOException {
        MessageDigest whole = newDigest();
        List<String> blocks = new ArrayList<>();
        long size = 0;
        try (InputStream content = Files.newInputStream(file)) {
            byte[] block = new byte[BLOCK];
            for (int length = content.readNBytes(block, 0, BLOCK);
                    length > 0;
                    length = content.readNBytes(block, 0, BLOCK)) {
                whole.update(block, 0, length);
                blocks.add(hash(block, length));
                size += length;
                progress.accept(size);
            }
        }
        return new Member(name, size, hex(whole.digest()), blocks);
    }

    boolean isSound(long largest) {
        return size > 0
                && size <= largest
                && blocks.size() == (size + BLOCK - 1) / BLOCK
                && HASH.matcher(sha256).matches()
                && blocks.stream().allMatch(block -> HASH.matcher(block).matches());
    }

    int lengthOf(int block) {
        return (int) Math.min(BLOCK, size - (long) block * BLOCK);
    }

    static String hash(byte[] block, int length) {
        MessageDigest digest = newDigest();
        digest.update(block, 0, length);
        return hex(digest.digest());
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
