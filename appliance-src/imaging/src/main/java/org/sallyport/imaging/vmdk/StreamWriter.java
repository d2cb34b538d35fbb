package org.sallyport.imaging.vmdk;

import static org.sallyport.imaging.vmdk.StreamFormat.ENTRIES_PER_TABLE;
import static org.sallyport.imaging.vmdk.StreamFormat.GRAIN;
import static org.sallyport.imaging.vmdk.StreamFormat.GRAIN_MARKER;
import static org.sallyport.imaging.vmdk.StreamFormat.GRAIN_SECTORS;
import static org.sallyport.imaging.vmdk.StreamFormat.OVERHEAD_SECTORS;
import static org.sallyport.imaging.vmdk.StreamFormat.SECTOR;
import static org.sallyport.imaging.vmdk.StreamFormat.marker;
import static org.sallyport.imaging.vmdk.StreamFormat.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import org.sallyport.imaging.disk.Block;
import org.sallyport.imaging.disk.ContentId;
import org.sallyport.imaging.disk.Progress;
import org.sallyport.imaging.disk.RawDisk;
import org.sallyport.imaging.disk.WholeFile;

/**
 * Writes a raw disk as a streamOptimized VMDK: header, descriptor, grains with a grain table after each 512 of them, grain
 * directory, footer, end of stream. What is zero is left out.
 */
public final class StreamWriter {
    private final SectorOutput out;
    private final long capacity;
    private final int[] directory;
    private final int[] table = new int[ENTRIES_PER_TABLE];
    private final ContentId content = new ContentId();
    private int current;
    private long grains;

    private StreamWriter(FileChannel file, long capacity) {
        this.out = new SectorOutput(Channels.newOutputStream(file));
        this.capacity = capacity;
        this.directory = new int[StreamFormat.tables(capacity)];
    }

    /**
     * Converts a disk.
     *
     * @param threads how many deflate; the bytes written do not depend on it
     */
    public static StreamSummary write(RawDisk disk, Path vmdk, int threads, Progress progress) throws IOException {
        long capacity = StreamFormat.capacity(disk.size());
        return WholeFile.write(vmdk, file -> {
            StreamWriter writer = new StreamWriter(file, capacity);
            writer.writeAll(disk, threads, progress);
            writer.describe(file, vmdk.getFileName().toString());
            return new StreamSummary(capacity * SECTOR, writer.grains * GRAIN, writer.out.bytes());
        });
    }

    private void writeAll(RawDisk disk, int threads, Progress progress) throws IOException {
        out.write(new byte[OVERHEAD_SECTORS * SECTOR]); // header and descriptor come when the content is known
        try (GrainPress press = new GrainPress(threads)) {
            for (Block block = disk.next(GRAIN); block != null; block = disk.next(GRAIN)) {
                press.add(block);
                if (press.isFull()) {
                    writeGrain(press.take());
                    progress.reached(disk.position());
                }
            }
            while (!press.isEmpty()) {
                writeGrain(press.take());
            }
        }
        writeTable();
        int at = writeMetadata(table(directory), StreamFormat.GRAIN_DIRECTORY);
        writeMetadata(new SparseHeader(capacity, Integer.toUnsignedLong(at)).encode(), StreamFormat.FOOTER);
        out.write(marker(0, StreamFormat.END_OF_STREAM));
        out.flush();
        progress.reached(disk.size());
    }

    private void writeGrain(Grain grain) throws IOException {
        int number = (int) (grain.index() / ENTRIES_PER_TABLE);
        if (number != current) {
            writeTable();
            current = number;
        }
        table[(int) (grain.index() % ENTRIES_PER_TABLE)] = out.sector();
        ByteBuffer marker = ByteBuffer.allocate(GRAIN_MARKER).order(ByteOrder.LITTLE_ENDIAN);
        marker.putLong(grain.index() * GRAIN_SECTORS).putInt(grain.deflated().length);
        out.write(marker.array(), grain.deflated());
        content.add(grain.index(), grain.digest());
        grains++;
    }

    /** Ends the current grain table; one without grains is not written, its entry in the directory stays 0. */
    private void writeTable() throws IOException {
        if (Arrays.stream(table).anyMatch(sector -> sector != 0)) {
            directory[current] = writeMetadata(table(table), StreamFormat.GRAIN_TABLE);
            Arrays.fill(table, 0);
        }
    }

    /** Returns the sector at which the metadata begins, behind its marker. */
    private int writeMetadata(byte[] metadata, int type) throws IOException {
        out.write(marker(metadata.length / SECTOR, type));
        int at = out.sector();
        out.write(metadata);
        return at;
    }

    private void describe(FileChannel file, String name) throws IOException {
        ByteBuffer beginning = ByteBuffer.allocate(SECTOR * (1 + StreamFormat.DESCRIPTOR_SECTORS));
        beginning.put(new SparseHeader(capacity, SparseHeader.AT_END).encode());
        beginning.put(Descriptor.of(capacity, name, content.finish())).flip();
        while (beginning.hasRemaining()) {
            file.write(beginning, beginning.position());
        }
    }
}
