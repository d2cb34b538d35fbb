package org.sallyport.service.turn.transport;

import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/**
 * What is below a DTLS association: the datagrams of one client. The thread of its handshake waits for them; once it is open,
 * the shard's thread takes those that are there and waits for none. Thread-safe.
 */
final class DtlsLink implements DatagramTransport {
    /** More than a flight of a handshake has. */
    private static final int MOST_WAITING = 16;
    /** Handshakes are cut into datagrams that pass anywhere. */
    static final int HANDSHAKE_LENGTH = 1200;
    /** A record and what surrounds it (RFC 6347 section 4.1). */
    private static final int LONGEST = (1 << 14) + 512;

    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Executor shard;
    private final Consumer<byte[]> sender;
    private volatile boolean open;
    private volatile boolean closed;

    /**
     * A link that waits.
     *
     * @param shard where the sender is to be used
     * @param sender sends a datagram to the client
     */
    DtlsLink(Executor shard, Consumer<byte[]> sender) {
        this.shard = shard;
        this.sender = sender;
    }

    /** That all has been read; there is no fault, so no trace of one. */
    private static final class NothingMore extends InterruptedIOException {
        private static final long serialVersionUID = 1;

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }

    /** Takes a datagram of the client; one too many is lost, as on any way. */
    void arrived(byte[] datagram) {
        var _ = waiting.offer(datagram);
    }

    /** Used by the shard's thread alone from now on, which waits for nothing: what is not there yet is an {@link InterruptedIOException}. */
    void open() {
        open = true;
    }

    /** Whether either side has said that it is over. */
    boolean isClosed() {
        return closed;
    }

    @Override
    public int getReceiveLimit() {
        byte[] next = open ? waiting.peek() : null;
        return next == null ? HANDSHAKE_LENGTH + 512 : next.length;
    }

    @Override
    public int getSendLimit() {
        return open ? LONGEST : HANDSHAKE_LENGTH;
    }

    @Override
    public int receive(byte[] into, int at, int most, int waitMillis) throws InterruptedIOException {
        byte[] datagram = open ? waiting.poll() : await(waitMillis);
        if (datagram == null) {
            if (open) {
                throw new NothingMore();
            }
            return -1;
        }
        int length = Math.min(most, datagram.length);
        System.arraycopy(datagram, 0, into, at, length);
        return length;
    }

    private byte @Nullable [] await(int millis) throws InterruptedIOException {
        try {
            return waiting.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the handshake was given up");
        }
    }

    @Override
    public void send(byte[] from, int at, int length) {
        byte[] datagram = Arrays.copyOfRange(from, at, at + length);
        if (open) {
            sender.accept(datagram);
        } else {
            shard.execute(() -> sender.accept(datagram));
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
