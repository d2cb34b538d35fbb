package org.sallyport.media.socket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JDK selector over datagram channels. */
final class ChannelPoller implements DatagramPoller {
    private static final int SOCKET_BUFFER_BYTES = 1 << 20;

    private final Selector selector = Selector.open();
    private final List<SelectionKey> ready = new ArrayList<>();

    ChannelPoller() throws IOException {}

    @Override
    public MediaSocket bind(InetAddress address, int port) throws IOException {
        return bind(address, port, false);
    }

    @Override
    public MediaSocket bindShared(InetAddress address, int port) throws IOException {
        return bind(address, port, true);
    }

    static MediaSocket bind(InetAddress address, int port, boolean shared) throws IOException {
        DatagramChannel channel = open(address);
        try {
            channel.configureBlocking(false);
            if (shared) {
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES);
            channel.bind(new InetSocketAddress(address, port));
            return new ChannelSocket(channel, (InetSocketAddress) channel.getLocalAddress());
        } catch (BindException e) {
            channel.close();
            throw isUsable(address) ? new PortInUseException(address.getHostAddress() + " port " + port) : e;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static DatagramChannel open(InetAddress address) throws IOException {
        return DatagramChannel.open(
                address instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
    }

    /** The JDK tells a taken port from a foreign address only in words; binding to any port of it does too. */
    private static boolean isUsable(InetAddress address) {
        try (DatagramChannel probe = open(address)) {
            probe.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void watch(MediaSocket socket, Object owner) {
        try {
            ((ChannelSocket) socket).channel().register(selector, SelectionKey.OP_READ, owner);
        } catch (ClosedChannelException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void release(MediaSocket socket) {
        SelectionKey key = ((ChannelSocket) socket).channel().keyFor(selector);
        if (key != null) {
            key.cancel();
            letGo();
        }
    }

    @Override
    public MediaSocket adopt(MediaSocket released) {
        return released;
    }

    /** A channel is the selector's until that has looked again after its key was cancelled. */
    private void letGo() {
        try {
            selector.selectNow(_ -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close(MediaSocket socket) {
        DatagramChannel channel = ((ChannelSocket) socket).channel();
        try {
            boolean watched = channel.isRegistered();
            channel.close();
            if (watched) {
                // A channel keeps its port until its selector has let it go.
                letGo();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int await(int timeoutMillis) {
        ready.clear();
        try {
            if (timeoutMillis > 0) {
                selector.select(ready::add, timeoutMillis);
            } else {
                selector.selectNow(ready::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ready.size();
    }

    @Override
    public @Nullable Object ready(int index) {
        SelectionKey key = ready.get(index);
        return key.isValid() ? key.attachment() : null;
    }

    /** The JDK has no such thing for a thread alone. */
    @Override
    public boolean takePrecedence() {
        return false;
    }

    @Override
    public void wakeUp() {
        selector.wakeup();
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
