package org.sallyport.service.turn.transport;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.settings.model.TurnSettings.TurnListener;
import org.sallyport.media.datagram.SocketOwner;
import org.sallyport.media.socket.AddressTable;
import org.sallyport.media.socket.Datagram;
import org.sallyport.media.socket.MediaSocket;
import org.sallyport.media.socket.MediaSocket.SendOutcome;
import org.sallyport.media.socket.TransportAddress;
import org.sallyport.protocol.stun.ChannelDataMessage;
import org.sallyport.service.turn.allocation.Allocation;
import org.sallyport.service.turn.allocation.DropReason;
import org.sallyport.service.turn.allocation.FiveTuple;
import org.sallyport.service.turn.allocation.TurnClient;
import org.sallyport.service.turn.engine.TurnWorker;

/**
 * One shard's share of a UDP listener: the kernel gives each client's datagrams always to the same shard. Used by its
 * thread.
 */
final class DatagramListener implements SocketOwner {
    /** Datagrams taken at a time: one socket carries many clients, and a wake-up costs more than a datagram. */
    private static final int BATCH = 32;

    private final TurnListener listener;
    private final MediaSocket socket;
    private final TurnWorker worker;
    private final AddressTable<Allocation> allocations = new AddressTable<>();

    private DatagramListener(TurnListener listener, MediaSocket socket, TurnWorker worker) {
        this.listener = listener;
        this.socket = socket;
        this.worker = worker;
    }

    /** Binds a shard's socket; called by any thread. Nothing is received before {@link #begin}. */
    static DatagramListener bind(TurnListener listener, TurnWorker worker) throws IOException {
        InetSocketAddress address = listener.address().bound();
        MediaSocket socket = worker.shard().poller().bindShared(address.getAddress(), address.getPort());
        return new DatagramListener(listener, socket, worker);
    }

    void begin() {
        worker.shard().execute(() -> worker.shard().poller().watch(socket, this));
    }

    /** Ends it with the allocations of its clients. */
    void end() {
        worker.shard().execute(() -> {
            worker.endAllOf(listener.name());
            worker.shard().poller().close(socket);
        });
    }

    /** Closes a socket that was never watched. */
    void abandon() {
        worker.shard().poller().close(socket);
    }

    @Override
    public boolean receive(Datagram into) {
        return socket.receive(into);
    }

    @Override
    public void relay(Datagram packet, long nowNanos) {
        take(packet, nowNanos);
        for (int more = 1; more < BATCH && socket.receive(packet); more++) {
            take(packet, nowNanos);
        }
    }

    private void take(Datagram packet, long nowNanos) {
        Allocation allocation = allocations.ofSource(packet);
        if (packet.length() == 0) {
            worker.commons().metrics().dropped(DropReason.MALFORMED);
        } else if (!ChannelDataMessage.startsWith(packet.data().get(JAVA_BYTE, 0))) {
            TurnClient client = allocation == null ? new Client(packet.source()) : allocation.client();
            worker.message(client, packet.toByteArray(), nowNanos);
        } else if (allocation == null) {
            worker.commons().metrics().dropped(DropReason.NO_ALLOCATION);
        } else {
            allocation.channelData(packet, nowNanos);
        }
    }

    /** A client by its address. */
    private final class Client implements TurnClient {
        private final TransportAddress address;

        Client(TransportAddress address) {
            this.address = address;
        }

        @Override
        public FiveTuple tuple() {
            return new FiveTuple(
                    listener.transport(),
                    address.socketAddress(),
                    listener.address().bound(),
                    listener.side(),
                    listener.name());
        }

        @Override
        public @Nullable Allocation allocation() {
            return allocations.get(address);
        }

        @Override
        public void allocation(@Nullable Allocation allocation) {
            if (allocation == null) {
                allocations.remove(address);
            } else {
                allocations.put(address, allocation);
            }
        }

        @Override
        public boolean answer(byte[] message) {
            worker.inHand().fill(message);
            return socket.send(worker.inHand(), address) == SendOutcome.SENT;
        }

        @Override
        public boolean channelData(int channel, Datagram packet) {
            int length = packet.length();
            packet.prepend(ChannelDataMessage.HEADER_LENGTH);
            ChannelDataMessage.writeHeader(packet.data(), channel, length);
            return socket.send(packet, address) == SendOutcome.SENT;
        }

        @Override
        public void handOver(ChannelHandler handler) {
            throw new IllegalStateException("datagrams are no connection");
        }
    }
}
