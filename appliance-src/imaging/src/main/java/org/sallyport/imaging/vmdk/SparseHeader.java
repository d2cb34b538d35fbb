package org.sallyport.imaging.vmdk;

import static org.sallyport.imaging.vmdk.StreamFormat.DESCRIPTOR_SECTORS;
import static org.sallyport.imaging.vmdk.StreamFormat.ENTRIES_PER_TABLE;
import static org.sallyport.imaging.vmdk.StreamFormat.GRAIN_SECTORS;
import static org.sallyport.imaging.vmdk.StreamFormat.MOST_SECTORS;
import static org.sallyport.imaging.vmdk.StreamFormat.OVERHEAD_SECTORS;
import static org.sallyport.imaging.vmdk.StreamFormat.SECTOR;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.sallyport.base.problem.DamagedFileException;

/**
 * The first sector of a sparse extent, and its repetition as the footer (Virtual Disk Format 5.0, "Hosted Sparse Extent
 * Header").
 *
 * @param capacity of the disk in sectors
 * @param directory sector of the grain directory; in the header, {@link #AT_END} refers to the footer
 */
record SparseHeader(long capacity, long directory) {
    static final long AT_END = -1;

    private static final int MAGIC = 0x564d444b; // "KDMV"
    private static final int VERSION = 3; // what vSphere writes into streams
    private static final int FLAGS = 0x1 | 0x10000 | 0x20000; // newline test, deflated grains, markers
    private static final int DESCRIPTOR_SECTOR = 1;
    private static final int NEWLINES = 0x0a0d200a; // LF, space, CR, LF: shows a transfer as text
    private static final short DEFLATE = 1;

    byte[] encode() {
        ByteBuffer sector = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        sector.putInt(MAGIC).putInt(VERSION).putInt(FLAGS);
        sector.putLong(capacity).putLong(GRAIN_SECTORS);
        sector.putLong(DESCRIPTOR_SECTOR).putLong(DESCRIPTOR_SECTORS);
        sector.putInt(ENTRIES_PER_TABLE);
        sector.putLong(0).putLong(directory).putLong(OVERHEAD_SECTORS); // no second directory in a stream
        sector.put((byte) 0); // closed cleanly
        sector.putInt(NEWLINES).putShort(DEFLATE);
        return sector.array();
    }

    /** Reads what {@link #encode} writes; other variants of the format are refused. */
    static SparseHeader decode(byte[] sector, String where) throws DamagedFileException {
        ByteBuffer fields = ByteBuffer.wrap(sector).order(ByteOrder.LITTLE_ENDIAN);
        if (fields.getInt() != MAGIC) {
            throw new DamagedFileException(where, "no VMDK sparse extent begins here");
        }
        SparseHeader header = new SparseHeader(fields.getLong(12), fields.getLong(56));
        boolean possible =
                header.capacity > 0 && header.capacity <= MOST_SECTORS && header.capacity % GRAIN_SECTORS == 0;
        if (!possible || !Arrays.equals(header.encode(), sector)) {
            throw new DamagedFileException(where, "not the header of a streamOptimized extent of version 3");
        }
        return header;
    }
}
