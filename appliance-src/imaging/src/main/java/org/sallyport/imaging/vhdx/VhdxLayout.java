package org.sallyport.imaging.vhdx;

import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;

/**
 * Where things are in the file (MS-VHDX section 2.1): header section, log, metadata, block allocation table, blocks. Each begins
 * at a whole MiB.
 *
 * @param diskBytes size of the virtual disk, whole sectors
 */
record VhdxLayout(long diskBytes) {
    static final int MIB = 1 << 20;

    /** The smallest there is, which keeps the files of Linux guests small. */
    static final int BLOCK = MIB;

    static final int LOGICAL_SECTOR = 512;
    static final int PHYSICAL_SECTOR = 4096;
    private static final long MOST_BYTES = 64L << 40;

    static final int LOG_OFFSET = MIB;
    static final int LOG_LENGTH = MIB;
    static final int METADATA_OFFSET = 2 * MIB;
    static final int METADATA_LENGTH = MIB;
    static final int TABLE_OFFSET = 3 * MIB;

    /** Blocks of a chunk, after which the table has an entry for a sector bitmap (section 2.5). */
    static final int CHUNK_BLOCKS = (int) ((1L << 23) * LOGICAL_SECTOR / BLOCK);

    /** Of a disk of so many bytes. */
    static VhdxLayout of(long bytes) {
        if (bytes > MOST_BYTES) {
            throw new InvalidInputException(
                    new Problem("disk", bytes + " bytes", "A VHDX holds 64 TiB at most.", "Give a smaller disk."));
        }
        return new VhdxLayout(Math.ceilDiv(bytes, LOGICAL_SECTOR) * LOGICAL_SECTOR);
    }

    int blocks() {
        return Math.toIntExact(Math.ceilDiv(diskBytes, BLOCK));
    }

    /** Entries of the table: the blocks, and a bitmap after each whole chunk but the last. */
    int tableEntries() {
        return blocks() + (blocks() - 1) / CHUNK_BLOCKS;
    }

    /** Which entry of the table is a block's. */
    static int entryOf(long block) {
        return Math.toIntExact(block + block / CHUNK_BLOCKS);
    }

    int tableLength() {
        return Math.ceilDiv(tableEntries() * Long.BYTES, MIB) * MIB;
    }

    long firstBlock() {
        return (long) TABLE_OFFSET + tableLength();
    }
}
