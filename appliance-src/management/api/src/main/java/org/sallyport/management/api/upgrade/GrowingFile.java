package org.sallyport.management.api.upgrade;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads a file of known size while it is still written, waiting for what is not there yet. Used by one thread. */
final class GrowingFile extends InputStream {
    private final FileChannel channel;
    private final Arrivals arrivals;
    private long position;

    /** Of what arrives; closed with it. */
    GrowingFile(Path file, Arrivals arrivals) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        this.arrivals = arrivals;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        long there = arrivals.awaitMoreThan(position);
        if (there <= position) {
            return -1;
        }
        int most = (int) Math.min(length, there - position);
        int read = channel.read(ByteBuffer.wrap(bytes, offset, most), position);
        if (read > 0) {
            position += read;
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** How much of a file is there. Thread-safe. */
    static final class Arrivals {
        private final long whole;
        private long there;
        private boolean givenUp;

        /** Of a file that will have {@code whole} bytes. */
        Arrivals(long whole, long there) {
            this.whole = whole;
            this.there = there;
        }

        synchronized void add(long bytes) {
            there += bytes;
            notifyAll();
        }

        synchronized long there() {
            return there;
        }

        /** Nothing more will come. */
        synchronized void giveUp() {
            givenUp = true;
            notifyAll();
        }

        /** Waits for more than so many bytes; fewer are there only when that is all there will be. */
        private synchronized long awaitMoreThan(long bytes) throws InterruptedIOException {
            try {
                while (there <= bytes && there < whole) {
                    if (givenUp) {
                        throw new InterruptedIOException("no more of it came");
                    }
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
            return there;
        }
    }
}
