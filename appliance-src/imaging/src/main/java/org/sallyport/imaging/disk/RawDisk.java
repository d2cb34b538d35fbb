package org.sallyport.imaging.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;

/** A raw disk image that is read once, from its first block to its last; used by one thread. */
public final class RawDisk implements Closeable {
    private final FileChannel channel;
    private final DataExtents extents;
    private final long size;
    private long position;
    private byte[] zeros = new byte[0];

    private RawDisk(FileChannel channel, DataExtents extents, long size) {
        this.channel = channel;
        this.extents = extents;
        this.size = size;
    }

    /**
     * Opens an image.
     *
     * @throws InvalidInputException when there is no file or nothing in it
     */
    public static RawDisk open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw refused(file, "There is no such file.");
        }
        long size = Files.size(file);
        if (size == 0) {
            throw refused(file, "The file is empty.");
        }
        return new RawDisk(FileChannel.open(file), new DataExtents(file, size), size);
    }

    /** In bytes; not necessarily whole sectors. */
    public long size() {
        return size;
    }

    /** How far reading has come, in bytes. */
    public long position() {
        return position;
    }

    /**
     * The next block that holds anything but zeros; null after the last one.
     *
     * @param blockBytes the same in each call
     */
    public @Nullable Block next(int blockBytes) throws IOException {
        byte[] bytes = new byte[blockBytes];
        while (true) {
            long index = extents.next(position) / blockBytes;
            long start = Math.max(index * blockBytes, position);
            if (start >= size) {
                position = size;
                return null;
            }
            read(start, bytes);
            position = Math.min(start + blockBytes, size);
            if (!isZero(bytes)) {
                return new Block(start / blockBytes, bytes);
            }
        }
    }

    private boolean isZero(byte[] bytes) {
        if (zeros.length != bytes.length) {
            zeros = new byte[bytes.length];
        }
        return Arrays.equals(bytes, zeros);
    }

    private void read(long start, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, start + buffer.position());
            if (count < 0) {
                break;
            }
        }
        Arrays.fill(bytes, buffer.position(), bytes.length, (byte) 0);
    }

    @Override
    public void close() throws IOException {
        extents.close();
        channel.close();
    }

    private static InvalidInputException refused(Path file, String detail) {
        return new InvalidInputException(new Problem(
                "disk", file.toString(), detail, "Give a raw disk image, such as qemu-img convert -O raw makes."));
    }
}
