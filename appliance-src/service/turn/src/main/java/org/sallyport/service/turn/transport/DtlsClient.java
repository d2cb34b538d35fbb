package org.sallyport.service.turn.transport;

import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSRequest;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.settings.model.TurnSettings.TurnListener;
import org.sallyport.media.socket.Datagram;
import org.sallyport.media.socket.TransportAddress;
import org.sallyport.protocol.stun.ChannelDataMessage;
import org.sallyport.service.turn.allocation.Allocation;
import org.sallyport.service.turn.allocation.FiveTuple;
import org.sallyport.service.turn.allocation.TurnClient;
import org.sallyport.service.turn.engine.TurnWorker;

/**
 * A client behind a DTLS association. Its handshake has a virtual thread; from then on it is used by the shard's thread, which
 * decrypts what comes and encrypts what goes.
 */
final class DtlsClient implements TurnClient {
    private final TurnListener listener;
    private final TransportAddress address;
    private final TurnWorker worker;
    private final DtlsLink link;
    private final byte[] record;
    private final Runnable onEnd;
    private @Nullable DTLSTransport association;
    private @Nullable Allocation allocation;
    private long heardNanos;
    private boolean ended;

    /**
     * A client that has not shaken hands.
     *
     * @param record memory of the shard for what is decrypted
     * @param onEnd told once
     */
    DtlsClient(
            TurnListener listener,
            TransportAddress address,
            TurnWorker worker,
            DtlsLink link,
            byte[] record,
            long nowNanos,
            Runnable onEnd) {
        this.listener = listener;
        this.address = address;
        this.worker = worker;
        this.link = link;
        this.record = record;
        this.heardNanos = nowNanos;
        this.onEnd = onEnd;
    }

    boolean isOpen() {
        return association != null;
    }

    /** Whether nothing more is to be expected of it. */
    boolean isOver() {
        return ended || link.isClosed();
    }

    /** Whether it has been silent so long, and has no allocation that would say that it lives. */
    boolean isIdle(long nowNanos, long mostNanos) {
        return allocation == null && nowNanos - heardNanos > mostNanos;
    }

    /**
     * Shakes hands, by a thread of its own.
     *
     * @param afterwards told on the shard's thread what went wrong, or null
     */
    void shakeHands(DtlsServer server, DTLSRequest hello, Consumer<@Nullable Exception> afterwards) {
        Thread.ofVirtual().name("turn-dtls-handshake").start(() -> {
            try {
                ended(new DTLSServerProtocol().accept(server, link, hello), null, afterwards);
            } catch (IOException | RuntimeException e) {
                ended(null, e, afterwards);
            }
        });
    }

    private void ended(
            @Nullable DTLSTransport established,
            @Nullable Exception failure,
            Consumer<@Nullable Exception> afterwards) {
        worker.thread().execute(() -> {
            open(established);
            afterwards.accept(failure);
        });
    }

    private void open(@Nullable DTLSTransport established) {
        link.open();
        if (ended) {
            close(established);
        } else {
            association = established;
            read(System.nanoTime());
        }
        if (established == null || isOver()) {
            end();
        }
    }

    /** Takes a datagram of the client. */
    void take(byte[] datagram, long nowNanos) {
        link.arrived(datagram);
        if (association != null) {
            read(nowNanos);
        }
    }

    private void read(long nowNanos) {
        DTLSTransport from = association;
        try {
            while (from != null && !isOver()) {
                int length = from.receive(record, 0, record.length, 0);
                if (length > 0) {
                    heardNanos = nowNanos;
                    message(length, nowNanos);
                }
            }
        } catch (InterruptedIOException e) {
            // All that has come is read.
        } catch (IOException e) {
            link.close();
        }
    }

    private void message(int length, long nowNanos) {
        if (ChannelDataMessage.startsWith(record[0])) {
            worker.inHand().fill(record, 0, length);
            worker.channelData(this, worker.inHand(), nowNanos);
        } else {
            worker.message(this, Arrays.copyOf(record, length), nowNanos);
        }
    }

    /** Ends it with its allocation; once more does nothing. */
    void end() {
        if (ended) {
            return;
        }
        ended = true;
        Allocation mine = allocation;
        if (mine != null) {
            worker.clientGone(mine);
        }
        close(association);
        association = null;
        onEnd.run();
    }

    private static void close(@Nullable DTLSTransport association) {
        try {
            if (association != null) {
                association.close();
            }
        } catch (IOException e) {
            // It cannot be told any more.
        }
    }

    @Override
    public FiveTuple tuple() {
        return FiveTuple.of(listener, address.socketAddress());
    }

    @Override
    public @Nullable Allocation allocation() {
        return allocation;
    }

    @Override
    public void allocation(@Nullable Allocation newAllocation) {
        allocation = newAllocation;
    }

    @Override
    public boolean answer(byte[] message) {
        DTLSTransport to = association;
        try {
            if (to == null || message.length > to.getSendLimit()) {
                return false;
            }
            to.send(message, 0, message.length);
            return true;
        } catch (IOException e) {
            link.close();
            return false;
        }
    }

    @Override
    public boolean channelData(int channel, Datagram packet) {
        int length = packet.length();
        byte[] frame = new byte[ChannelDataMessage.HEADER_LENGTH + length];
        MemorySegment.copy(packet.data(), ValueLayout.JAVA_BYTE, 0, frame, ChannelDataMessage.HEADER_LENGTH, length);
        ChannelDataMessage.writeHeader(MemorySegment.ofArray(frame), channel, length);
        return answer(frame);
    }

    @Override
    public void handOver(byte[] message, ChannelHandler handler) {
        throw new IllegalStateException("datagrams are no connection");
    }
}
