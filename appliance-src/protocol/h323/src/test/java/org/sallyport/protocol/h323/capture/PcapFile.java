package org.sallyport.protocol.h323.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.sallyport.protocol.h323.octets.Octets;

/** The frames of a capture in the classic format of libpcap, link type Ethernet, as it is or compressed with gzip. */
final class PcapFile {
    static final int MAGIC = 0xa1b2c3d4;
    static final int LINK_TYPE_ETHERNET = 1;
    static final int HEADER_LENGTH = 24;
    static final int RECORD_HEADER_LENGTH = 16;

    private PcapFile() {}

    /**
     * One frame.
     *
     * @param number as Wireshark counts, from 1
     */
    record Frame(int number, Octets octets) {}

    static List<Frame> read(Path file) throws IOException {
        ByteBuffer whole = ByteBuffer.wrap(contents(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (whole.getInt() != MAGIC) {
            throw new IOException(file + " is no little-endian capture with microseconds");
        }
        if (whole.getInt(HEADER_LENGTH - 4) != LINK_TYPE_ETHERNET) {
            throw new IOException(file + " was not captured on Ethernet");
        }
        whole.position(HEADER_LENGTH);
        List<Frame> frames = new ArrayList<>();
        while (whole.hasRemaining()) {
            byte[] octets = new byte[whole.getInt(whole.position() + 8)];
            whole.position(whole.position() + RECORD_HEADER_LENGTH).get(octets);
            frames.add(new Frame(frames.size() + 1, Octets.of(octets)));
        }
        return frames;
    }

    private static byte[] contents(Path file) throws IOException {
        if (!file.toString().endsWith(".gz")) {
            return Files.readAllBytes(file);
        }
        try (InputStream compressed = Files.newInputStream(file);
                InputStream plain = new GZIPInputStream(compressed)) {
            return plain.readAllBytes();
        }
    }
}
