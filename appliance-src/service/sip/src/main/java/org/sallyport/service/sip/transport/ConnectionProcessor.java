package org.sallyport.service.sip.transport;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.sallyport.service.sip.screening.RejectReason;
import org.sallyport.service.sip.transport.ListenerContexts.Built;
import org.sallyport.service.sip.transport.TlsTerms.ServerProof;

/** A TCP or TLS listening point: accepts connections, makes them from its own address, and finds one to reuse. */
final class ConnectionProcessor extends MessageProcessor {
    private static final int BACKLOG = 512;

    private final SharedTransport shared;
    private final TransportMetrics metrics;
    private final StackIntake intake;
    private final @Nullable ListenerContexts tls;
    /** The one of each peer that is used for what is to be sent to it. */
    private final Map<InetSocketAddress, SipConnection> connections = new ConcurrentHashMap<>();
    /** Those too that newer ones took the place of. */
    private final Set<SipConnection> standing = ConcurrentHashMap.newKeySet();

    private @Nullable Channel listener;

    ConnectionProcessor(
            SharedTransport shared,
            SIPTransactionStack stack,
            InetSocketAddress bound,
            String transport,
            @Nullable ListenerContexts tls) {
        super(bound.getAddress(), bound.getPort(), transport, stack);
        this.shared = shared;
        this.metrics = shared.metrics(transport);
        this.intake = new StackIntake(metrics);
        this.tls = tls;
    }

    SharedTransport shared() {
        return shared;
    }

    TransportMetrics metrics() {
        return metrics;
    }

    StackIntake intake() {
        return intake;
    }

    /** TLS with a peer did not come about. */
    void failed(TlsFailure failure) {
        metrics.handshakeFailed(failure);
        shared.log()
                .warn(
                        failure.outbound() ? "no TLS with a server" : "no TLS with a client",
                        failure.peer().getAddress().getHostAddress() + " port "
                                + failure.peer().getPort() + ": " + failure.words());
        if (tls != null) {
            tls.listener().failed(failure);
        }
    }

    void answered(InetSocketAddress server) {
        if (tls != null) {
            tls.listener().answered(server);
        }
    }

    @Override
    public void start() throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(shared.loops())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark())
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) throws SSLException {
                        accept(channel);
                    }
                });
        listener = ListeningChannel.open(bootstrap, getTransport(), getIpAddress(), getPort());
    }

    @Override
    public void stop() {
        Channel listening = listener;
        if (listening != null) {
            listening.close().awaitUninterruptibly();
        }
        standing.forEach(connection -> connection.close(CloseReason.SHUTDOWN));
    }

    private void accept(SocketChannel channel) throws SSLException {
        InetSocketAddress remote = channel.remoteAddress();
        if (remote == null) {
            var _ = channel.close();
            return;
        }
        Optional<String> refusal = shared.quota().take(remote.getAddress());
        if (refusal.isPresent()) {
            metrics.connectionRefused(refusal.get());
            var _ = channel.close();
            return;
        }
        SipConnection connection = SipConnection.accepted(this, channel, remote);
        keep(connection);
        assemble(channel, connection, tls == null ? null : tls.current().server());
    }

    private void assemble(SocketChannel channel, SipConnection connection, @Nullable SslContext context) {
        if (context != null) {
            SslHandler handler = context.newHandler(channel.alloc());
            handler.setHandshakeTimeout(shared.limits().handshakeTimeout().toMillis(), TimeUnit.MILLISECONDS);
            channel.pipeline().addLast(handler);
        }
        channel.pipeline().addLast(new FrameDecoder(shared.limitsInForce(), connection::partial), connection);
    }

    /** The connection to a peer: one that stands or is being made, either way it was opened, else a new one. */
    SipConnection connectionTo(InetSocketAddress peer) throws IOException {
        @Nullable Built contexts = tls == null ? null : tls.current();
        SipConnection known = known(peer, contexts);
        if (known != null) {
            return known;
        }
        Optional<String> refusal = shared.quota().take(peer.getAddress());
        if (refusal.isPresent()) {
            metrics.sendFailed(refusal.get());
            throw new IOException("too many connections to open one to " + peer);
        }
        return connect(peer, contexts);
    }

    private @Nullable SipConnection known(InetSocketAddress peer, @Nullable Built contexts) {
        SipConnection known = connections.get(peer);
        boolean usable = known != null
                && known.isUsable()
                && known.serves(shared.peerDomains().of(peer), proof(contexts));
        return usable ? known : null;
    }

    private static Optional<ServerProof> proof(@Nullable Built contexts) {
        return contexts == null ? Optional.empty() : contexts.terms().proof();
    }

    private synchronized SipConnection connect(InetSocketAddress peer, @Nullable Built contexts) {
        SipConnection known = known(peer, contexts);
        if (known != null) {
            shared.quota().giveBack(peer.getAddress());
            return known;
        }
        NioSocketChannel channel = new NioSocketChannel();
        SipConnection connection = SipConnection.opened(this, channel, peer, proof(contexts));
        keep(connection);
        SslContext context = contexts == null ? null : contexts.client();
        Bootstrap bootstrap = new Bootstrap()
                .group(shared.loops())
                .channelFactory(() -> channel)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        shared.limits().connectTimeout().toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark())
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel opened) {
                        assemble(opened, connection, context);
                    }
                });
        if (!getIpAddress().isAnyLocalAddress()) {
            bootstrap.localAddress(new InetSocketAddress(getIpAddress(), 0));
        }
        bootstrap.connect(peer).addListener(connected -> {
            if (!connected.isSuccess()) {
                connection.connectFailed(connected.cause());
            }
        });
        return connection;
    }

    private WriteBufferWaterMark waterMark() {
        int high = shared.limits().writeHighWater();
        return new WriteBufferWaterMark(high / 2, high);
    }

    void refused(RejectReason reason, InetSocketAddress source) {
        metrics.rejected(reason);
        shared.log()
                .warn(
                        "SIP message refused",
                        reason.label() + " from " + getTransport() + " "
                                + source.getAddress().getHostAddress());
    }

    private void keep(SipConnection connection) {
        standing.add(connection);
        connections.put(connection.remote(), connection);
    }

    void ended(SipConnection connection, CloseReason reason) {
        standing.remove(connection);
        boolean wasInUse = connections.remove(connection.remote(), connection);
        shared.quota().giveBack(connection.remote().getAddress());
        metrics.connectionClosed(reason);
        if (wasInUse) {
            shared.closed()
                    .accept(new ClosedConnection(
                            new InetSocketAddress(getIpAddress(), getPort()), connection.remote()));
        }
    }

    @Override
    public MessageChannel createMessageChannel(HostPort target) throws IOException {
        return createMessageChannel(target.getInetAddress(), target.getPort());
    }

    @Override
    public MessageChannel createMessageChannel(InetAddress host, int port) {
        InetSocketAddress peer = new InetSocketAddress(host, port > 0 ? port : getDefaultTargetPort());
        return new ConnectionChannel(this, peer, null);
    }

    @Override
    public SIPTransactionStack getSIPStack() {
        return sipStack;
    }

    @Override
    public int getDefaultTargetPort() {
        return isSecure() ? 5061 : 5060;
    }

    @Override
    public boolean isSecure() {
        return tls != null;
    }

    @Override
    public int getMaximumMessageSize() {
        return shared.limits().maxMessageSize();
    }

    @Override
    public boolean inUse() {
        return !standing.isEmpty();
    }
}
