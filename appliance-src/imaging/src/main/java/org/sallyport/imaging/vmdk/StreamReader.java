package org.sallyport.imaging.vmdk;

import static org.sallyport.imaging.vmdk.StreamFormat.DESCRIPTOR_SECTORS;
import static org.sallyport.imaging.vmdk.StreamFormat.ENTRIES_PER_TABLE;
import static org.sallyport.imaging.vmdk.StreamFormat.GRAIN;
import static org.sallyport.imaging.vmdk.StreamFormat.GRAIN_MARKER;
import static org.sallyport.imaging.vmdk.StreamFormat.GRAIN_SECTORS;
import static org.sallyport.imaging.vmdk.StreamFormat.OVERHEAD_SECTORS;
import static org.sallyport.imaging.vmdk.StreamFormat.SECTOR;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.sallyport.base.problem.DamagedFileException;

/**
 * Verifies a streamOptimized VMDK from its first to its last byte: each grain inflates, and tables, directory and footer name the
 * grains that were seen. It takes the form that {@link StreamWriter} writes; others of the format it refuses.
 */
public final class StreamReader implements AutoCloseable {
    private static final int LONGEST_GRAIN = 2 * GRAIN;

    private final InputStream in;
    private final Inflater inflater = new Inflater();
    private final int[] table = new int[ENTRIES_PER_TABLE];
    private long capacity;
    private int[] directory = new int[0];
    private long sector;
    private long lastGrain = -1;
    private long grains;

    private StreamReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads all of it.
     *
     * @throws DamagedFileException saying where and what, if anything is not as it must be
     */
    public static StreamSummary verify(InputStream vmdk) throws IOException {
        try (StreamReader reader = new StreamReader(vmdk)) {
            reader.readBeginning();
            reader.readMarkers();
            return new StreamSummary(reader.capacity * SECTOR, reader.grains * GRAIN, reader.sector * SECTOR);
        }
    }

    @Override
    public void close() {
        inflater.end();
    }

    private void readBeginning() throws IOException {
        SparseHeader header = SparseHeader.decode(sectors(1), where());
        require(header.directory() == SparseHeader.AT_END, "the grain directory is not at the end");
        capacity = header.capacity();
        directory = new int[StreamFormat.tables(capacity)];
        String descriptor = new String(sectors(DESCRIPTOR_SECTORS), StandardCharsets.UTF_8);
        require(
                descriptor.contains("createType=\"streamOptimized\"\n")
                        && descriptor.contains("\nRW " + capacity + " SPARSE "),
                "the descriptor says something else than the header");
        requireEmpty(sectors(OVERHEAD_SECTORS - 1 - DESCRIPTOR_SECTORS));
    }

    private void readMarkers() throws IOException {
        int last = StreamFormat.GRAIN_TABLE;
        while (last != StreamFormat.END_OF_STREAM) {
            byte[] first = sectors(1);
            ByteBuffer marker = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN);
            long value = marker.getLong();
            int length = marker.getInt();
            if (length != 0) {
                require(last == StreamFormat.GRAIN_TABLE, "a grain follows the grain directory");
                readGrain(value, length, first);
            } else {
                int type = marker.getInt();
                requireEmpty(Arrays.copyOfRange(first, marker.position(), SECTOR));
                readMetadata(value, type, last);
                last = type;
            }
        }
        require(in.read() < 0, "something follows the end of the stream");
    }

    private void readGrain(long onDisk, int length, byte[] first) throws IOException {
        long grain = onDisk / GRAIN_SECTORS;
        require(onDisk % GRAIN_SECTORS == 0 && grain > lastGrain && onDisk < capacity, "the grain is out of order");
        require(length > 0 && length <= LONGEST_GRAIN, "the grain has an impossible length");
        require(
                grain / ENTRIES_PER_TABLE == lastGrain / ENTRIES_PER_TABLE || isEmpty(table),
                "the grain table before this grain is missing");
        table[(int) (grain % ENTRIES_PER_TABLE)] = (int) (sector - 1);
        lastGrain = grain;
        grains++;
        int sectors = StreamFormat.wholeSectors(GRAIN_MARKER + length);
        byte[] bytes = Arrays.copyOf(first, sectors * SECTOR);
        System.arraycopy(sectors(sectors - 1), 0, bytes, SECTOR, (sectors - 1) * SECTOR);
        inflate(bytes, length);
        requireEmpty(Arrays.copyOfRange(bytes, GRAIN_MARKER + length, bytes.length));
    }

    private void inflate(byte[] bytes, int length) throws IOException {
        inflater.reset();
        inflater.setInput(bytes, GRAIN_MARKER, length);
        byte[] content = new byte[GRAIN + 1];
        try {
            int inflated = inflater.inflate(content);
            require(inflated == GRAIN && inflater.finished(), "the grain is not of the size of a grain");
            require(inflater.getRemaining() == 0, "something follows the grain");
        } catch (DataFormatException e) {
            DamagedFileException damaged = new DamagedFileException(where(), "the grain does not inflate");
            damaged.initCause(e);
            throw damaged;
        }
    }

    private void readMetadata(long count, int type, int last) throws IOException {
        byte[] expected = switch (type) {
            case StreamFormat.GRAIN_TABLE -> StreamFormat.table(table);
            case StreamFormat.GRAIN_DIRECTORY -> StreamFormat.table(directory);
            case StreamFormat.FOOTER -> new SparseHeader(capacity, sector - directorySectors() - 1).encode();
            case StreamFormat.END_OF_STREAM -> new byte[0];
            default -> throw new DamagedFileException(where(), "there is no marker of type " + type);
        };
        int before = switch (type) {
            case StreamFormat.FOOTER -> StreamFormat.GRAIN_DIRECTORY;
            case StreamFormat.END_OF_STREAM -> StreamFormat.FOOTER;
            default -> StreamFormat.GRAIN_TABLE;
        };
        require(last == before, "the marker is out of order");
        require(count == expected.length / SECTOR, "the marker announces a wrong number of sectors");
        long at = sector;
        require(Arrays.equals(sectors((int) count), expected), "the metadata is not that of the grains before it");
        if (type == StreamFormat.GRAIN_TABLE) {
            int number = (int) (lastGrain / ENTRIES_PER_TABLE);
            require(!isEmpty(table) && directory[number] == 0, "a grain table is empty or there twice");
            directory[number] = (int) at;
            Arrays.fill(table, 0);
        } else {
            require(isEmpty(table), "the last grain table is missing");
        }
    }

    private int directorySectors() {
        return StreamFormat.wholeSectors(directory.length * Integer.BYTES);
    }

    private byte[] sectors(int count) throws IOException {
        byte[] bytes = in.readNBytes(count * SECTOR);
        require(bytes.length == count * SECTOR, "the file ends here");
        sector += count;
        return bytes;
    }

    private void requireEmpty(byte[] bytes) throws DamagedFileException {
        require(Arrays.equals(bytes, new byte[bytes.length]), "there is something where nothing belongs");
    }

    private static boolean isEmpty(int[] table) {
        return Arrays.stream(table).allMatch(entry -> entry == 0);
    }

    private void require(boolean condition, String otherwise) throws DamagedFileException {
        if (!condition) {
            throw new DamagedFileException(where(), otherwise);
        }
    }

    /** The place that was reached. */
    private String where() {
        return "VMDK before sector " + sector;
    }
}
