package org.sallyport.imaging.tools;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.SPARSE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Sparse raw disks with a little on them. */
public final class SmallDisk {
    private SmallDisk() {}

    /** A disk of so many bytes that is one hole but for the pieces, each {@code length} bytes from {@code offset}. */
    public static Path make(Path file, long size, Piece... pieces) throws IOException {
        try (FileChannel channel = FileChannel.open(file, CREATE_NEW, WRITE, SPARSE)) {
            channel.write(ByteBuffer.allocate(1), size - 1);
            for (Piece piece : pieces) {
                channel.write(ByteBuffer.wrap(piece.bytes), piece.offset);
            }
        }
        return file;
    }

    /** Bytes at a place. */
    public static final class Piece {
        private final long offset;
        private final byte[] bytes;

        private Piece(long offset, byte[] bytes) {
            this.offset = offset;
            this.bytes = bytes;
        }
    }

    /** Bytes that do not deflate. */
    public static Piece noise(long offset, int length) {
        byte[] bytes = new byte[length];
        new Random(offset).nextBytes(bytes);
        return new Piece(offset, bytes);
    }

    /** Zeros that are written, not a hole. */
    public static Piece zeros(long offset, int length) {
        return new Piece(offset, new byte[length]);
    }

    /** Bytes that deflate well. */
    public static Piece text(long offset, int length) {
        byte[] bytes = "The quick brown fox. ".repeat(length / 21 + 1).getBytes(StandardCharsets.US_ASCII);
        return new Piece(offset, Arrays.copyOf(bytes, length));
    }
}
