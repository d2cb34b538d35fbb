package org.sallyport.service.turn.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
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
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.pki.TlsIdentity;
import org.sallyport.core.settings.model.TurnSettings.TurnListener;
import org.sallyport.core.settings.model.TurnSettings.TurnTransport;
import org.sallyport.service.turn.engine.TurnWorker;

/** A TCP or TLS listener; its connections are shared out among the event loops, each of which has a worker. Thread-safe. */
final class StreamListener {
    private static final int BACKLOG = 512;
    /** A listener that was closed has its port until its event loop has looked at it again, some milliseconds at most. */
    private static final int MOST_WAITS = 20;

    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /** A connection that says nothing for so long and has no allocation is closed. */
    private static final int IDLE_SECONDS = 60;
    /** What waits for a client that reads slower than its peers send; more is dropped, as on any full way. */
    private static final WriteBufferWaterMark WAITING = new WriteBufferWaterMark(64 << 10, 256 << 10);

    private final TurnListener listener;
    private final Map<EventExecutor, TurnWorker> workers;
    private final Admission admission;
    private final StreamTls tls;
    private final StreamSorter.@Nullable Destination webServer;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private @Nullable Channel listening;

    /**
     * A listener that does not listen yet.
     *
     * @param workers of the event loops
     * @param identity asked for at each connection of a TLS listener
     */
    StreamListener(
            TurnListener listener,
            Map<EventExecutor, TurnWorker> workers,
            Admission admission,
            Supplier<TlsIdentity> identity) {
        this.listener = listener;
        this.workers = workers;
        this.admission = admission;
        this.tls = new StreamTls(identity, listener.webServer().isPresent());
        this.webServer = listener.webServer()
                .map(server -> new WebForwarding(
                        server,
                        admission,
                        workers.values().iterator().next().commons().liveObjects()))
                .orElse(null);
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
        ChannelFuture bound = bind(bootstrap);
        for (int i = 0; i < MOST_WAITS && bound.cause() instanceof BindException; i++) {
            LockSupport.parkNanos(WAIT_NANOS);
            bound = bind(bootstrap);
        }
        if (!bound.isSuccess()) {
            throw new IOException(bound.cause());
        }
        listening = bound.channel();
    }

    private ChannelFuture bind(ServerBootstrap bootstrap) {
        return bootstrap.bind(listener.address().bound()).awaitUninterruptibly();
    }

    private void accept(SocketChannel channel) throws SSLException {
        InetSocketAddress remote = channel.remoteAddress();
        if (remote == null || !admission.connections().take(remote.getAddress())) {
            var _ = channel.close();
            return;
        }
        channel.closeFuture().addListener(_ -> admission.connections().giveBack(remote.getAddress()));
        connections.add(channel);
        if (listener.transport() == TurnTransport.TLS && !secure(channel, remote.getAddress())) {
            var _ = channel.close();
        } else if (webServer == null) {
            channel.pipeline().addLast(ofTurn(channel, remote));
        } else {
            StreamSorter.Destination turn = (_, handlers) -> handlers.accept(ofTurn(channel, remote));
            channel.pipeline().addLast(new StreamSorter(admission, turn, webServer));
        }
    }

    /** Lets a connection shake hands; false when too many do already. */
    private boolean secure(SocketChannel channel, InetAddress host) throws SSLException {
        SslHandler handler = tls.context().newHandler(channel.alloc());
        if (!admission.tlsHandshakes().take(host)) {
            return false;
        }
        handler.setHandshakeTimeoutMillis(admission.patience().toMillis());
        handler.handshakeFuture().addListener(ended -> {
            admission.tlsHandshakes().giveBack(host);
            if (!ended.isSuccess()) {
                admission.handshakeFailed(ended.cause());
            }
        });
        channel.pipeline().addLast(handler);
        return true;
    }

    private ChannelHandler[] ofTurn(SocketChannel channel, InetSocketAddress remote) {
        TurnWorker worker = workers.get(channel.eventLoop());
        if (worker == null) {
            throw new IllegalStateException("every event loop has a worker");
        }
        return new ChannelHandler[] {
            new IdleStateHandler(IDLE_SECONDS, 0, 0),
            new TurnFrameDecoder(worker.commons().metrics()),
            new StreamClient(listener, channel, remote, worker)
        };
    }

    /** Ends it with its connections, and allocations whose clients might have come back. */
    void end() {
        Channel there = listening;
        if (there != null) {
            there.close().awaitUninterruptibly();
        }
        connections.close().awaitUninterruptibly();
        workers.values().forEach(worker -> worker.thread().execute(() -> worker.endAllOf(listener.name())));
    }
}
