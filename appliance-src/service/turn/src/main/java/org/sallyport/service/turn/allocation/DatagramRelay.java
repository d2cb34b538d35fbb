package org.sallyport.service.turn.allocation;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.sallyport.media.datagram.SocketOwner;
import org.sallyport.media.datagram.SocketThread;
import org.sallyport.media.socket.Datagram;
import org.sallyport.media.socket.MediaSocket;
import org.sallyport.media.socket.MediaSocket.SendOutcome;
import org.sallyport.media.socket.TransportAddress;

/** A relayed transport address for UDP: a socket that peers send to, and are sent to from. Used by the thread of its allocation. */
public final class DatagramRelay implements RelayedAddress, SocketOwner {
    private MediaSocket socket;
    private final InetSocketAddress advertised;
    private final PortPair ports;
    private @Nullable Allocation allocation;
    private boolean isLost;

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
    public void begin(Allocation owner, SocketThread thread) {
        allocation = owner;
        thread.poller().watch(socket, this);
    }

    /** Closes the socket and gives the port back. */
    @Override
    public void end(SocketThread thread) {
        if (!isLost) {
            thread.poller().close(socket);
        }
        ports.release();
    }

    /** Hears of peers no longer, until it settles elsewhere; what they send meanwhile waits. By the thread that it leaves. */
    void leave(SocketThread thread) {
        thread.poller().release(socket);
    }

    /** Is of another thread from now on; false when its port could not be taken along, and is lost. */
    boolean settle(SocketThread thread) {
        try {
            socket = thread.poller().adopt(socket);
            thread.poller().watch(socket, this);
        } catch (IOException e) {
            isLost = true;
        }
        return !isLost;
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
