package org.sallyport.core.calls.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sallyport.base.json.Json;
import org.sallyport.core.calls.live.CallDetailRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that wait for the database, in a file of one JSON document a line. A line that a crash cut off is skipped. Used
 * by the writer's thread only; {@link #bytes} may be asked from any.
 */
final class CallSpool {
    private static final Logger LOG = LoggerFactory.getLogger(CallSpool.class);
    /** Largest file: a hundred thousand calls with long ladders. */
    private static final long MAX_BYTES = 1L << 30;

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;
    /** Up to where the database has taken it. Begins anew with the process, as taking a record twice is harmless. */
    private long taken;

    private volatile long size;

    CallSpool(Path file) throws IOException {
        this.file = file;
        this.size = Files.exists(file) ? endLastLine(file) : 0;
    }

    /** What waits, bytes. */
    long bytes() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Keeps records; those that find no room are not kept. The number kept. */
    int append(List<CallDetailRecord> records) throws IOException {
        int kept = 0;
        StringBuilder lines = new StringBuilder();
        for (CallDetailRecord record : records) {
            if (size + lines.length() >= MAX_BYTES) {
                break;
            }
            lines.append(Json.write(record)).append('\n');
            kept++;
        }
        if (Files.notExists(file)) {
            Files.createFile(file, OWNER_ALONE);
        }
        Files.writeString(file, lines, StandardOpenOption.APPEND);
        size = Files.size(file);
        return kept;
    }

    /** The oldest records, and where they end. */
    Chunk first(int count) throws IOException {
        if (Files.notExists(file)) {
            LOG.error("the spool {} was removed with {} bytes of call records in it", file, size - taken);
            return new Chunk(List.of(), size);
        }
        List<CallDetailRecord> records = new ArrayList<>();
        long end = taken;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.position(taken);
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
            String line;
            while (records.size() < count && (line = lines.readLine()) != null) {
                end += line.getBytes(StandardCharsets.UTF_8).length + 1L;
                read(line, records);
            }
        }
        return new Chunk(List.copyOf(records), end);
    }

    /** The database has them: they wait no longer. */
    void taken(Chunk chunk) throws IOException {
        taken = chunk.end();
        if (taken >= size) {
            Files.deleteIfExists(file);
            taken = 0;
            size = 0;
        }
    }

    private static void read(String line, List<CallDetailRecord> records) {
        try {
            records.add(Json.read(line, CallDetailRecord.class));
        } catch (JsonProcessingException e) {
            LOG.warn("a call record in the spool was cut off: {} characters", line.length());
        }
    }

    private static long endLastLine(Path file) throws IOException {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            long length = content.length();
            if (length > 0) {
                content.seek(length - 1);
                if (content.read() != '\n') {
                    content.write('\n');
                }
            }
            return content.length();
        }
    }

    /** Some records of the spool. */
    record Chunk(List<CallDetailRecord> records, long end) {}
}
