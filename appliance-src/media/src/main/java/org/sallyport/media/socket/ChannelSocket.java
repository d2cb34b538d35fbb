package org.sallyport.media.socket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** A datagram channel of a {@link ChannelPoller}. */
final class ChannelSocket implements MediaSocket {
    private final DatagramChannel channel;
    private final InetSocketAddress local;
    private int dscp;

    ChannelSocket(DatagramChannel channel, InetSocketAddress local) {
        this.channel = channel;
        this.local = local;
    }

    DatagramChannel channel() {
        return channel;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public void mark(int codePoint) throws IOException {
        channel.setOption(StandardSocketOptions.IP_TOS, codePoint << 2);
        dscp = codePoint;
    }

    @Override
    public int dscp() {
        return dscp;
    }

    @Override
    public boolean receive(Datagram into) {
        ByteBuffer buffer = into.roomBuffer();
        int start = buffer.position();
        InetSocketAddress source = receive(buffer);
        if (source == null) {
            return false;
        }
        InetAddress host = source.getAddress();
        into.received(
                buffer.position() - start, TransportAddress.high(host), TransportAddress.low(host), source.getPort());
        return true;
    }

    private @Nullable InetSocketAddress receive(ByteBuffer buffer) {
        try {
            return (InetSocketAddress) channel.receive(buffer);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public SendOutcome send(Datagram datagram, TransportAddress to) {
        ByteBuffer buffer = datagram.dataBuffer();
        try {
            int sent = channel.send(buffer, to.socketAddress());
            return sent == datagram.length() ? SendOutcome.SENT : SendOutcome.BUFFER_FULL;
        } catch (IOException | RuntimeException e) {
            // UnsupportedAddressTypeException for the other family is unchecked.
            return SendOutcome.REFUSED;
        }
    }

    @Override
    public SendOutcome sendWhole(Datagram datagram, TransportAddress to) {
        try {
            channel.setOption(ExtendedSocketOptions.IP_DONTFRAGMENT, true);
            try {
                return send(datagram, to);
            } finally {
                channel.setOption(ExtendedSocketOptions.IP_DONTFRAGMENT, false);
            }
        } catch (IOException e) {
            return SendOutcome.REFUSED;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
