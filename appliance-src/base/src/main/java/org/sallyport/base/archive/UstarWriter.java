package org.sallyport.base.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;

/** Writes files into an archive one after the other. */
public final class UstarWriter {
    /** What tar writes at once; an archive is a whole number of them. */
    static final int RECORD = 20 * UstarHeader.BLOCK;

    private final WritableByteChannel archive;
    private final Instant modified;
    private long written;

    /**
     * @param archive a file from its position on, or any other channel; the caller closes it
     * @param modified the time of each member
     */
    public UstarWriter(WritableByteChannel archive, Instant modified) {
        this.archive = archive;
        this.modified = modified;
    }

    /** Adds a file under its own name. */
    public void add(Path file) throws IOException {
        add(file.getFileName().toString(), file);
    }

    /** Adds a file under a name. */
    public void add(String name, Path file) throws IOException {
        long size = Files.size(file);
        writeHeader(name, size);
        try (FileChannel content = FileChannel.open(file)) {
            for (long copied = 0; copied < size; ) {
                copied += content.transferTo(copied, size - copied, archive);
            }
        }
        written += size;
        fillUp(UstarHeader.BLOCK);
    }

    /** Adds a file with a content. */
    public void add(String name, byte[] content) throws IOException {
        writeHeader(name, content.length);
        write(content);
        fillUp(UstarHeader.BLOCK);
    }

    /** Writes the two empty blocks that end an archive. */
    public void end() throws IOException {
        write(new byte[2 * UstarHeader.BLOCK]);
        fillUp(RECORD);
    }

    private void writeHeader(String name, long size) throws IOException {
        if (!UstarHeader.fits(name, size)) {
            throw new InvalidInputException(new Problem(
                    "file",
                    name + " (" + size + " bytes)",
                    "An archive holds files up to 8 GiB, with names of up to 100 letters, digits and .-_+ .",
                    "Give a shorter or plainer name, or fewer data on the disk."));
        }
        write(new UstarHeader(name, size, modified.getEpochSecond()).encode());
    }

    private void fillUp(int unit) throws IOException {
        int last = (int) (written % unit);
        if (last > 0) {
            write(new byte[unit - last]);
        }
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            written += archive.write(buffer);
        }
    }
}
