package org.sallyport.base.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.problem.DamagedFileException;

/** Reads an archive of plain files from start to end. */
public final class UstarReader {
    private final InputStream archive;
    private long position;
    private long left;

    public UstarReader(InputStream archive) {
        this.archive = archive;
    }

    /**
     * A file in the archive.
     *
     * @param size in bytes
     * @param modified seconds since 1970
     */
    public record Member(String name, long size, long modified) {}

    /** The next member, whose content {@link #content} then reads; null at the end. */
    public @Nullable Member next() throws IOException {
        content().skipNBytes(left);
        skipFilling();
        String where = "byte " + position;
        byte[] block = block(where);
        if (isEmpty(block)) {
            end();
            return null;
        }
        UstarHeader header = UstarHeader.decode(block, where);
        left = header.size();
        return new Member(header.name(), header.size(), header.modified());
    }

    /** The content of the current member; ends with it. */
    public InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return readContent(bytes, offset, length);
            }
        };
    }

    private int readContent(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = archive.read(bytes, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new DamagedFileException("byte " + position, "the archive ends within a member");
        }
        position += count;
        left -= count;
        return count;
    }

    private void skipFilling() throws IOException {
        int last = (int) (position % UstarHeader.BLOCK);
        if (last > 0) {
            byte[] filling = archive.readNBytes(UstarHeader.BLOCK - last);
            if (!isEmpty(filling)) {
                throw new DamagedFileException("byte " + position, "something follows the content of a member");
            }
            position += filling.length;
        }
    }

    private byte[] block(String where) throws IOException {
        byte[] block = new byte[UstarHeader.BLOCK];
        if (archive.readNBytes(block, 0, block.length) < block.length) {
            throw new DamagedFileException(where, "the archive ends without its two empty blocks");
        }
        position += block.length;
        return block;
    }

    /**
     * After the first empty block follows another, and either nothing more or emptiness to the end of the record that this one is in,
     * which is a whole one when the first ended the record before.
     */
    private void end() throws IOException {
        String where = "byte " + position;
        byte[] rest = archive.readNBytes(UstarWriter.RECORD);
        position += rest.length;
        if (rest.length < UstarHeader.BLOCK) {
            throw new DamagedFileException(where, "the archive ends without its two empty blocks");
        }
        boolean endsThere = rest.length == UstarHeader.BLOCK || position % UstarWriter.RECORD == 0;
        if (!isEmpty(rest) || !endsThere || archive.read() >= 0) {
            throw new DamagedFileException(where, "something follows the end of the archive");
        }
    }

    private static boolean isEmpty(byte[] bytes) {
        return Arrays.equals(bytes, new byte[bytes.length]);
    }
}
