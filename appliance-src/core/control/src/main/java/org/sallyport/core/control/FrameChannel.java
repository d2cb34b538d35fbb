package org.sallyport.core.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of UTF-8 over a socket. One thread may read and any may write. */
final class FrameChannel implements AutoCloseable {
    private static final int BUFFER_OCTETS = 16_384;

    private final SocketChannel socket;
    private final ByteBuffer received = ByteBuffer.allocate(BUFFER_OCTETS).flip();
    private final Object writing = new Object();

    FrameChannel(SocketChannel socket) {
        this.socket = socket;
    }

    /**
     * The next line without its end, or null when the peer is done.
     *
     * @throws IOException when the connection breaks, or the line is longer than the limit
     */
    @Nullable
    String read(int limitOctets) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        while (true) {
            while (received.hasRemaining()) {
                byte octet = received.get();
                if (octet == '\n') {
                    return line.toString(StandardCharsets.UTF_8);
                }
                line.write(octet);
            }
            if (line.size() > limitOctets) {
                throw new IOException("frame longer than " + limitOctets + " octets");
            }
            received.clear();
            int count = socket.read(received);
            received.flip();
            if (count < 0) {
                return null;
            }
        }
    }

    void write(String line) throws IOException {
        ByteBuffer octets = StandardCharsets.UTF_8.encode(line + "\n");
        synchronized (writing) {
            while (octets.hasRemaining()) {
                socket.write(octets);
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed all the same
        }
    }
}
