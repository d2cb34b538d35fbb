package org.sallyport.service.turn.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.settings.model.TurnSettings.TurnListener;
import org.sallyport.core.settings.model.TurnSettings.TurnTransport;
import org.sallyport.service.turn.engine.TurnWorker;

/** A TCP or TLS listener; its connections are shared out among the shards. Thread-safe. */
final class StreamListener {
    private static final int BACKLOG = 512;
    private static final int HANDSHAKE_SECONDS = 10;
    /** A connection that says nothing for so long and has no allocation is closed. */
    private static final int IDLE_SECONDS = 60;
    /** What waits for a client that reads slower than its peers send; more is dropped, as on any full way. */
    private static final WriteBufferWaterMark WAITING = new WriteBufferWaterMark(64 << 10, 256 << 10);

    private final TurnListener listener;
    private final List<TurnWorker> workers;
    private final ConnectionLimits limits;
    private final Supplier<StreamTls> tls;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final AtomicInteger next = new AtomicInteger();
    private @Nullable Channel listening;

    /**
     * A listener that does not listen yet.
     *
     * @param tls asked for at each connection of a TLS listener
     */
    StreamListener(TurnListener listener, List<TurnWorker> workers, ConnectionLimits limits, Supplier<StreamTls> tls) {
        this.listener = listener;
        this.workers = workers;
        this.limits = limits;
        this.tls = tls;
    }

    /** Listens from now on. */
    void begin(EventLoopGroup loops) throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) throws SSLException {
                        accept(channel);
                    }
                });
        var bound = bootstrap.bind(listener.address().bound()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(bound.cause());
        }
        listening = bound.channel();
    }

    private void accept(SocketChannel channel) throws SSLException {
        InetSocketAddress remote = channel.remoteAddress();
        if (remote == null || !limits.take(remote.getAddress())) {
            var _ = channel.close();
            return;
        }
        channel.closeFuture().addListener(_ -> limits.giveBack(remote.getAddress()));
        connections.add(channel);
        if (listener.transport() == TurnTransport.TLS) {
            SslHandler handler = tls.get().context().newHandler(channel.alloc());
            handler.setHandshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS);
            channel.pipeline().addLast(handler);
        }
        TurnWorker worker = workers.get(Math.floorMod(next.getAndIncrement(), workers.size()));
        channel.pipeline()
                .addLast(
                        new IdleStateHandler(IDLE_SECONDS, 0, 0),
                        new TurnFrameDecoder(worker.commons().metrics()),
                        new StreamClient(listener, channel, remote, worker));
    }

    /** Ends it with its connections. */
    void end() {
        Channel there = listening;
        if (there != null) {
            there.close().awaitUninterruptibly();
        }
        connections.close().awaitUninterruptibly();
    }
}
