package org.sallyport.imaging.vhdx;

import static org.sallyport.imaging.vhdx.VhdxLayout.BLOCK;
import static org.sallyport.imaging.vhdx.VhdxLayout.MIB;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.sallyport.imaging.disk.Block;
import org.sallyport.imaging.disk.ContentId;
import org.sallyport.imaging.disk.Progress;
import org.sallyport.imaging.disk.RawDisk;
import org.sallyport.imaging.disk.WholeFile;

/** Writes a raw disk as a dynamic VHDX: blocks of 1 MiB, those of zeros only as entries of the table. */
public final class VhdxWriter {
    private static final int FULLY_PRESENT = 6;
    private static final int ZERO = 2; // the one state in which a reader must return zeros
    private static final int OFFSET_SHIFT = 20;

    private VhdxWriter() {}

    /**
     * Converts a disk.
     *
     * @return the size of the file
     */
    public static long write(RawDisk disk, Path vhdx, Progress progress) throws IOException {
        VhdxLayout layout = VhdxLayout.of(disk.size());
        return WholeFile.write(vhdx, file -> {
            ByteBuffer table = ByteBuffer.allocate(layout.tableLength()).order(ByteOrder.LITTLE_ENDIAN);
            byte[] content = writeBlocks(disk, layout, file, table.asLongBuffer(), progress);
            put(file, table.array(), VhdxLayout.TABLE_OFFSET);
            put(file, MetadataRegion.of(layout, content), VhdxLayout.METADATA_OFFSET);
            put(file, HeaderSection.of(layout, content), 0);
            return file.size();
        });
    }

    private static byte[] writeBlocks(
            RawDisk disk, VhdxLayout layout, FileChannel file, LongBuffer table, Progress progress) throws IOException {
        for (int block = 0; block < layout.blocks(); block++) {
            table.put(VhdxLayout.entryOf(block), ZERO);
        }
        ContentId content = new ContentId();
        long offset = layout.firstBlock();
        for (Block block = disk.next(BLOCK); block != null; block = disk.next(BLOCK)) {
            put(file, block.bytes(), offset);
            table.put(VhdxLayout.entryOf(block.index()), ((offset / MIB) << OFFSET_SHIFT) | FULLY_PRESENT);
            content.add(block.index(), ContentId.sha256().digest(block.bytes()));
            offset += BLOCK;
            progress.reached(disk.position());
        }
        progress.reached(disk.size());
        return content.finish();
    }

    private static void put(FileChannel file, byte[] bytes, long offset) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            file.write(buffer, offset + buffer.position());
        }
    }
}
