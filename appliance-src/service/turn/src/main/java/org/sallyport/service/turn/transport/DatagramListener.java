package org.sallyport.service.turn.transport;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.netty.channel.ChannelHandler;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.settings.model.TurnSettings.TurnListener;
import org.sallyport.media.socket.AddressTable;
import org.sallyport.media.socket.Datagram;
import org.sallyport.media.socket.TransportAddress;
import org.sallyport.protocol.stun.ChannelDataMessage;
import org.sallyport.service.turn.allocation.Allocation;
import org.sallyport.service.turn.allocation.DropReason;
import org.sallyport.service.turn.allocation.FiveTuple;
import org.sallyport.service.turn.allocation.TurnClient;
import org.sallyport.service.turn.engine.TurnWorker;

/** A share of a UDP listener. */
final class DatagramListener extends SharedListener {
    private final AddressTable<Allocation> allocations = new AddressTable<>();

    DatagramListener(TurnListener listener, TurnWorker worker) throws IOException {
        super(listener, worker);
    }

    @Override
    void endClients() {
        worker().endAllOf(listener().name());
    }

    @Override
    void take(Datagram packet, long nowNanos) {
        Allocation allocation = allocations.ofSource(packet);
        if (packet.length() == 0) {
            worker().commons().metrics().dropped(DropReason.MALFORMED);
        } else if (!ChannelDataMessage.startsWith(packet.data().get(JAVA_BYTE, 0))) {
            TurnClient client = allocation == null ? new Client(packet.source()) : allocation.client();
            worker().message(client, packet.toByteArray(), nowNanos);
        } else if (allocation == null) {
            worker().commons().metrics().dropped(DropReason.NO_ALLOCATION);
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
            return FiveTuple.of(listener(), address.socketAddress());
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
            worker().inHand().fill(message);
            return send(worker().inHand(), address);
        }

        @Override
        public boolean channelData(int channel, Datagram packet) {
            int length = packet.length();
            packet.prepend(ChannelDataMessage.HEADER_LENGTH);
            ChannelDataMessage.writeHeader(packet.data(), channel, length);
            return send(packet, address);
        }

        @Override
        public void handOver(byte[] message, ChannelHandler handler) {
            throw new IllegalStateException("datagrams are no connection");
        }
    }
}
