package org.sallyport.media.connection;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.LocalAddress;
import org.sallyport.base.address.Side;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.calls.live.FlowStatistics;
import org.sallyport.core.calls.live.Forwarding;
import org.sallyport.core.settings.model.MediaClass;
import org.sallyport.media.PortsExhaustedException;
import org.sallyport.media.RelayedStream;
import org.sallyport.media.accounting.FlowMeter;
import org.sallyport.media.accounting.SideCounters;
import org.sallyport.media.ports.BothSides;
import org.sallyport.media.ports.SidePorts;
import org.sallyport.media.socket.PortInUseException;
import org.sallyport.protocol.rtp.RoundTrip;

/** A relayed stream of bytes over TCP: BFCP, TLS, whatever comes. */
// A close always ends, and nothing depends on how.
@SuppressWarnings("FutureReturnValueIgnored")
public final class ConnectionStream implements RelayedStream {
    private final EventLoop loop;
    private final BothSides<ConnectionEnd> ends;
    private final BothSides<SidePorts.Lease<Channel>> leases;
    private final AtomicLong lastRelayedNanos;
    private final Consumer<RelayedStream> onClosed;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Future<?> ticks;

    private ConnectionStream(
            EventLoop loop,
            Halves halves,
            BothSides<SidePorts.Lease<Channel>> leases,
            Consumer<RelayedStream> onClosed) {
        this.loop = loop;
        this.ends = halves.ends();
        this.leases = leases;
        this.lastRelayedNanos = halves.lastRelayedNanos();
        this.onClosed = onClosed;
        this.ticks = loop.scheduleAtFixedRate(this::publish, 1, 1, TimeUnit.SECONDS);
    }

    /** Both halves of a stream, made before its ports are bound because a bound port may be connected to at once. */
    private record Halves(BothSides<ConnectionEnd> ends, AtomicLong lastRelayedNanos) {
        static Halves on(
                EventLoop loop, Function<Side, SideCounters> counters, LiveObjects liveObjects, Deadlines deadlines) {
            AtomicLong relayed = new AtomicLong(System.nanoTime());
            ConnectionEnd external =
                    new ConnectionEnd(loop, meter(counters.apply(Side.EXTERNAL)), liveObjects, deadlines, relayed);
            ConnectionEnd internal =
                    new ConnectionEnd(loop, meter(counters.apply(Side.INTERNAL)), liveObjects, deadlines, relayed);
            ConnectionEnd.join(external, internal);
            return new Halves(new BothSides<>(external, internal), relayed);
        }

        private static FlowMeter meter(SideCounters counters) {
            return new FlowMeter(counters, new RoundTrip(), new RoundTrip());
        }
    }

    /**
     * Opens a stream on an event loop: a listening port on each side or none at all.
     *
     * @param media what it carries, by which its packets are marked
     * @param onClosed told once when the stream is closed and its ports are back
     */
    public static ConnectionStream open(
            EventLoop loop,
            MediaClass media,
            Function<Side, SidePorts> ports,
            Function<Side, SideCounters> counters,
            LiveObjects liveObjects,
            Deadlines deadlines,
            Consumer<RelayedStream> onClosed)
            throws PortsExhaustedException {
        Halves halves = Halves.on(loop, counters, liveObjects, deadlines);
        SidePorts.Lease<Channel> external =
                lease(loop, media, ports.apply(Side.EXTERNAL), halves.ends().external());
        try {
            SidePorts.Lease<Channel> internal =
                    lease(loop, media, ports.apply(Side.INTERNAL), halves.ends().internal());
            return new ConnectionStream(loop, halves, new BothSides<>(external, internal), onClosed);
        } catch (PortsExhaustedException e) {
            external.bound().close().syncUninterruptibly();
            external.revoke();
            throw e;
        }
    }

    private static SidePorts.Lease<Channel> lease(EventLoop loop, MediaClass media, SidePorts ports, ConnectionEnd end)
            throws PortsExhaustedException {
        return ports.lease((range, port) -> {
            int dscp = range.dscp().of(media);
            loop.execute(() -> end.local(range.address(), dscp));
            return listen(loop, range.address(), port, dscp, end);
        });
    }

    private static Channel listen(EventLoop loop, InetAddress address, int port, int dscp, ConnectionEnd end)
            throws IOException {
        ChannelFuture binding = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.IP_TOS, dscp << 2)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel connection) {
                        end.accepted(connection);
                    }
                })
                .bind(address, port)
                .awaitUninterruptibly();
        return bound(binding, address, port);
    }

    private static Channel bound(ChannelFuture binding, InetAddress address, int port) throws IOException {
        Throwable cause = binding.cause();
        if (cause == null) {
            return binding.channel();
        }
        if (cause instanceof BindException && isUsable(address)) {
            throw new PortInUseException(address.getHostAddress() + " port " + port);
        }
        throw cause instanceof IOException e ? e : new IOException(cause);
    }

    private static boolean isUsable(InetAddress address) {
        try (ServerSocket probe = new ServerSocket(0, 1, address)) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private void publish() {
        long now = System.nanoTime();
        ends.external().meter().publish(now);
        ends.internal().meter().publish(now);
    }

    @Override
    public LocalAddress local(Side side) {
        return leases.of(side).local();
    }

    @Override
    public void remote(Side side, RemoteMedia remote) {
        ConnectionEnd end = ends.of(side);
        loop.execute(() -> end.remote(remote));
    }

    @Override
    public @Nullable InetSocketAddress latched(Side side) {
        return ends.of(side).connected();
    }

    @Override
    public FlowStatistics received(Side side) {
        return ends.of(side).meter().statistics();
    }

    @Override
    public int lastPayloadType(Side side) {
        return ends.of(side).meter().lastPayloadType();
    }

    @Override
    public Forwarding forwarding(Side side) {
        return Forwarding.byRelay("it runs over connections");
    }

    @Override
    public Duration silence() {
        return Duration.ofNanos(Math.max(0, System.nanoTime() - lastRelayedNanos.getOpaque()));
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            loop.execute(this::end);
        }
    }

    private void end() {
        ticks.cancel(false);
        ends.external().close();
        ends.internal().close();
        leases.external().bound().close().addListener(_ -> leases.external().release());
        leases.internal().bound().close().addListener(_ -> leases.internal().release());
        publish();
        onClosed.accept(this);
    }
}
