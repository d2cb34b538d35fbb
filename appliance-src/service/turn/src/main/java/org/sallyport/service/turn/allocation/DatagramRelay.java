package org.sallyport.service.turn.allocation;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.sallyport.media.datagram.Shard;
import org.sallyport.media.datagram.SocketOwner;
import org.sallyport.media.socket.Datagram;
import org.sallyport.media.socket.MediaSocket;
import org.sallyport.media.socket.MediaSocket.SendOutcome;
import org.sallyport.media.socket.TransportAddress;

/** A relayed transport address for UDP: a socket that peers send to, and are sent to from. Used by its shard's thread. */
public final class DatagramRelay implements RelayedAddress, SocketOwner {
    private MediaSocket socket;
    private final InetSocketAddress advertised;
    private final PortPair ports;
    private @Nullable Allocation allocation;

    /**
     * Of a socket that nobody watches yet.
     *
     * @param advertised what the client and its peers know it by
     * @param ports whose port it is
     */
    DatagramRelay(MediaSocket socket, InetSocketAddress advertised, PortPair ports) {
        this.socket = socket;
        this.advertised = advertised;
        this.ports = ports;
    }

    @Override
    public InetSocketAddress advertised() {
        return advertised;
    }

    @Override
    public void begin(Allocation owner, Shard shard) {
        allocation = owner;
        shard.poller().watch(socket, this);
    }

    /** Closes the socket and gives the port back. */
    @Override
    public void end(Shard shard) {
        shard.poller().close(socket);
        ports.release();
    }

    /** Hears of peers no longer, until it settles elsewhere; what they send meanwhile waits. By the thread of the shard it leaves. */
    void leave(Shard shard) {
        shard.poller().release(socket);
    }

    /** Is of another shard from now on. */
    void settle(Shard shard) {
        socket = shard.poller().adopt(socket);
        shard.poller().watch(socket, this);
    }

    SendOutcome send(Datagram packet, TransportAddress to) {
        return socket.send(packet, to);
    }

    SendOutcome sendWhole(Datagram packet, TransportAddress to) {
        return socket.sendWhole(packet, to);
    }

    @Override
    public boolean receive(Datagram into) {
        return socket.receive(into);
    }

    @Override
    public void relay(Datagram packet, long nowNanos) {
        Allocation owner = allocation;
        if (owner != null) {
            owner.fromPeer(packet, nowNanos);
        }
    }
}
