package org.sallyport.imaging.vmdk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;

/** Sizes and markers of a streamOptimized extent (Virtual Disk Format 5.0, "Stream-Optimized Compressed Sparse Extents"). */
final class StreamFormat {
    static final int SECTOR = 512;
    static final int GRAIN_SECTORS = 128;
    static final int GRAIN = GRAIN_SECTORS * SECTOR;
    static final int ENTRIES_PER_TABLE = 512;
    static final int TABLE = ENTRIES_PER_TABLE * Integer.BYTES;
    static final int DESCRIPTOR_SECTORS = 20;

    /** 62 TiB, the largest virtual disk of vSphere. */
    static final long MOST_SECTORS = (62L << 40) / SECTOR;

    /** Header and descriptor, filled up to a grain; the first grain follows. */
    static final int OVERHEAD_SECTORS = GRAIN_SECTORS;

    static final int END_OF_STREAM = 0;
    static final int GRAIN_TABLE = 1;
    static final int GRAIN_DIRECTORY = 2;
    static final int FOOTER = 3;

    /** Bytes of a grain's marker before the deflated bytes: sector on the disk, length. */
    static final int GRAIN_MARKER = Long.BYTES + Integer.BYTES;

    private StreamFormat() {}

    /** The sector before metadata: how many sectors follow, length 0 instead of a grain's, what they are. */
    static byte[] marker(long sectors, int type) {
        return ByteBuffer.allocate(SECTOR)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(sectors)
                .putInt(0)
                .putInt(type)
                .array();
    }

    /** 32-bit little-endian sector numbers, filled up to whole sectors. */
    static byte[] table(int[] sectors) {
        ByteBuffer bytes = ByteBuffer.allocate(wholeSectors(sectors.length * Integer.BYTES) * SECTOR)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(sectors);
        return bytes.array();
    }

    static int wholeSectors(int bytes) {
        return Math.ceilDiv(bytes, SECTOR);
    }

    /** The capacity in sectors of a disk of so many bytes: whole grains. */
    static long capacity(long bytes) {
        long sectors = Math.ceilDiv(bytes, GRAIN) * GRAIN_SECTORS;
        if (sectors > MOST_SECTORS) {
            throw new InvalidInputException(
                    new Problem("disk", bytes + " bytes", "vSphere takes 62 TiB at most.", "Give a smaller disk."));
        }
        return sectors;
    }

    static int tables(long capacity) {
        return Math.toIntExact(Math.ceilDiv(capacity, (long) GRAIN_SECTORS * ENTRIES_PER_TABLE));
    }
}
