package org.sallyport.media.socket;

import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.nio.NioIoOps;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Datagram channels that an event loop of NIO watches beside its connections. The port of one that was watched is free once the
 * loop has looked again after its close.
 */
public final class LoopSockets implements SocketWatch {
    private final IoEventLoop loop;
    private final Consumer<Object> readable;
    private final Map<DatagramChannel, IoRegistration> watched = new ConcurrentHashMap<>();

    /**
     * None yet.
     *
     * @param readable told on the loop's thread the owner of a socket that has something
     */
    public LoopSockets(IoEventLoop loop, Consumer<Object> readable) {
        this.loop = loop;
        this.readable = readable;
    }

    @Override
    public MediaSocket bind(InetAddress address, int port) throws IOException {
        return ChannelPoller.bind(address, port, false);
    }

    @Override
    public MediaSocket bindShared(InetAddress address, int port) throws IOException {
        return ChannelPoller.bind(address, port, true);
    }

    @Override
    public void watch(MediaSocket socket, Object owner) {
        DatagramChannel channel = ((ChannelSocket) socket).channel();
        Future<IoRegistration> registered = loop.register(new Handle(channel, owner));
        IoRegistration registration = registered.getNow();
        if (registration == null) {
            throw new IllegalStateException(
                    "sockets are watched by the thread of their loop alone", registered.cause());
        }
        watched.put(channel, registration);
        registration.submit(NioIoOps.READ);
    }

    @Override
    public void release(MediaSocket socket) {
        IoRegistration registration = watched.remove(((ChannelSocket) socket).channel());
        if (registration != null) {
            registration.cancel();
        }
    }

    @Override
    public MediaSocket adopt(MediaSocket released) throws IOException {
        return released instanceof ChannelSocket ? released : Rebinding.of(released, this);
    }

    @Override
    public void close(MediaSocket socket) {
        release(socket);
        socket.close();
    }

    /** How the loop knows one of them. */
    private final class Handle implements NioIoHandle {
        private final DatagramChannel channel;
        private final Object owner;

        Handle(DatagramChannel channel, Object owner) {
            this.channel = channel;
            this.owner = owner;
        }

        @Override
        public SelectableChannel selectableChannel() {
            return channel;
        }

        /** An event of one that was closed since tells nobody. */
        @Override
        public void handle(IoRegistration registration, IoEvent event) {
            if (registration.isValid()) {
                readable.accept(owner);
            }
        }

        /** The loop ends. */
        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
