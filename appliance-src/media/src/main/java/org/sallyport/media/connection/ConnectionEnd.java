package org.sallyport.media.connection;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadline;
import org.sallyport.base.time.Deadlines;
import org.sallyport.media.RelayedStream.ConnectionSetup;
import org.sallyport.media.RelayedStream.RemoteMedia;
import org.sallyport.media.accounting.DiscardReason;
import org.sallyport.media.accounting.FlowMeter;

/** The half of a stream that faces one side: the party as signalled, and its connection if there is one. */
// What a close, write or flush comes to is told by the connection's end, which Splice reports.
@SuppressWarnings("FutureReturnValueIgnored")
final class ConnectionEnd {
    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
    private static final Duration PAIRING_TIME = Duration.ofSeconds(30);

    private final EventLoop loop;
    private final FlowMeter meter;
    private final LiveObjects liveObjects;
    private final Deadlines deadlines;
    private final AtomicLong lastRelayedNanos;
    private @Nullable ConnectionEnd opposite;
    private @Nullable InetAddress localHost;
    private int dscp;
    private @Nullable RemoteMedia remote;
    private boolean connecting;
    private boolean closed;
    private volatile @Nullable SocketChannel channel;

    ConnectionEnd(
            EventLoop loop,
            FlowMeter meter,
            LiveObjects liveObjects,
            Deadlines deadlines,
            AtomicLong lastRelayedNanos) {
        this.loop = loop;
        this.meter = meter;
        this.liveObjects = liveObjects;
        this.deadlines = deadlines;
        this.lastRelayedNanos = lastRelayedNanos;
    }

    /** Makes two ends each other's opposite. */
    static void join(ConnectionEnd one, ConnectionEnd other) {
        one.opposite = other;
        other.opposite = one;
    }

    private ConnectionEnd other() {
        return Objects.requireNonNull(opposite, "ends are joined before they are used");
    }

    FlowMeter meter() {
        return meter;
    }

    /** The party's end of the connection. From any thread. */
    @Nullable
    InetSocketAddress connected() {
        SocketChannel connection = channel;
        return connection == null ? null : connection.remoteAddress();
    }

    /** Names the address that our connections are made from. */
    void local(InetAddress host, int codePoint) {
        localHost = host;
        dscp = codePoint;
    }

    /** Takes what signalling says of the party; a connection to where it was before is ended. */
    void remote(RemoteMedia now) {
        InetSocketAddress before = remote == null ? null : remote.rtp();
        remote = now;
        SocketChannel connection = channel;
        if (connection != null && now.rtp() != null && moved(before, now.rtp())) {
            connection.close();
        }
        connectIfDue();
        other().connectIfDue();
    }

    private boolean moved(@Nullable InetSocketAddress before, InetSocketAddress now) {
        return role() == ConnectionRole.CONNECT
                ? !now.equals(before)
                : before != null && !Objects.equals(before.getAddress(), now.getAddress());
    }

    private ConnectionRole role() {
        return ConnectionRole.towards(setup(), other().setup());
    }

    private @Nullable ConnectionSetup setup() {
        return remote == null ? null : remote.connectionSetup();
    }

    private void connectIfDue() {
        InetSocketAddress address = remote == null ? null : remote.rtp();
        boolean due = channel == null && !connecting && !closed && other().remote != null;
        if (due && address != null && role() == ConnectionRole.CONNECT) {
            connect(address);
        }
    }

    private void connect(InetSocketAddress address) {
        connecting = true;
        ChannelFuture connection = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.IP_TOS, dscp << 2)
                .handler(new Splice(this))
                .connect(address, new InetSocketAddress(localHost, 0));
        connection.addListener((ChannelFutureListener) this::connectEnded);
    }

    private void connectEnded(ChannelFuture connection) {
        connecting = false;
        if (!connection.isSuccess()) {
            meter.discarded(DiscardReason.CONNECT_FAILED);
            other().closeChannel();
        } else if (closed) {
            connection.channel().close();
        } else {
            adopt((SocketChannel) connection.channel());
        }
    }

    /**
     * Takes a connection that came to our port, if it is the party's. It is judged after what signalling said before it
     * came, which may still stand in the loop's queue.
     */
    void accepted(SocketChannel candidate) {
        candidate.pipeline().addLast(new Splice(this));
        loop.execute(() -> judge(candidate));
    }

    private void judge(SocketChannel candidate) {
        InetSocketAddress source = candidate.remoteAddress();
        if (source == null) {
            return;
        }
        DiscardReason refusal = refusal(source.getAddress());
        if (refusal == null) {
            adopt(candidate);
        } else {
            meter.discarded(refusal);
            candidate.close();
        }
    }

    /** The hosts are those that a latch admits too: the one signalled, and the one that the signalling came from. */
    private @Nullable DiscardReason refusal(InetAddress host) {
        RemoteMedia party = remote;
        if (party == null || party.rtp() == null) {
            return DiscardReason.BEFORE_SIGNALLING;
        }
        if (!host.equals(party.rtp().getAddress()) && !host.equals(party.signallingSource())) {
            return DiscardReason.FOREIGN_SOURCE;
        }
        if (closed || role() != ConnectionRole.WAIT) {
            return DiscardReason.NO_PEER;
        }
        return channel == null ? null : DiscardReason.SECOND_CONNECTION;
    }

    private void adopt(SocketChannel connection) {
        channel = connection;
        LiveObjects.Token token = liveObjects.begin("media-connection");
        connection.closeFuture().addListener(_ -> token.end());
        if (other().channel != null) {
            resumeReading();
            other().resumeReading();
        } else {
            awaitOther(connection);
            other().connectIfDue();
        }
    }

    private void awaitOther(SocketChannel connection) {
        Deadline deadline = deadlines.after(
                "media-connection-pairing", PAIRING_TIME, () -> loop.execute(() -> endUnpaired(connection)));
        connection.closeFuture().addListener(_ -> deadline.cancel());
    }

    private void endUnpaired(SocketChannel connection) {
        if (connection.equals(channel) && other().channel == null) {
            meter.discarded(DiscardReason.UNPAIRED);
            connection.close();
        }
    }

    private void resumeReading() {
        SocketChannel connection = channel;
        if (connection != null) {
            connection.config().setAutoRead(true);
        }
    }

    /** Passes bytes of the party on; when the other party is slow, this one is read no further. */
    void relay(ByteBuf bytes) {
        SocketChannel from = channel;
        SocketChannel to = other().channel;
        if (from == null || to == null) {
            ReferenceCountUtil.release(bytes);
            return;
        }
        meter.relayed(bytes.readableBytes());
        lastRelayedNanos.setOpaque(System.nanoTime());
        to.write(bytes);
        if (!to.isWritable()) {
            from.config().setAutoRead(false);
        }
    }

    void flushOther() {
        SocketChannel to = other().channel;
        if (to != null) {
            to.flush();
        }
    }

    /** The party's connection takes bytes again, or no more: so the other party is read again, or not. */
    void writabilityChanged() {
        SocketChannel own = channel;
        SocketChannel source = other().channel;
        if (own != null && source != null) {
            source.config().setAutoRead(own.isWritable());
        }
    }

    /** The party sends no more but still listens (half-close): so says the other connection, after what is under way. */
    void inputEnded() {
        SocketChannel to = other().channel;
        if (to != null) {
            to.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> endOutput(to));
        }
    }

    private static void endOutput(SocketChannel connection) {
        connection.shutdownOutput().addListener(_ -> {
            if (connection.isInputShutdown()) {
                connection.close();
            }
        });
    }

    /** The party's connection is gone: the other one goes too, after what is under way. */
    void ended(SocketChannel connection) {
        if (connection.equals(channel)) {
            channel = null;
            other().closeChannel();
        }
    }

    private void closeChannel() {
        SocketChannel connection = channel;
        if (connection != null) {
            connection.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    void close() {
        closed = true;
        SocketChannel connection = channel;
        if (connection != null) {
            connection.close();
        }
    }
}
