package org.sallyport.service.turn.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.core.pki.TlsContexts;
import org.sallyport.core.pki.TrustedAuthorities;
import org.sallyport.core.settings.model.TurnSettings.WebServer;
import org.sallyport.core.settings.model.TurnSettings.WebServerTls;
import org.sallyport.service.turn.connection.Splice;

/**
 * The way of a listener to its web server: each connection of a client there gets one of its own, and octets are passed on both
 * ways. Used by the event loops of the clients' connections.
 */
// A close always ends, and nothing depends on how.
@SuppressWarnings("FutureReturnValueIgnored")
final class WebForwarding implements StreamSorter.Destination {
    private static final int CONNECT_MILLIS = 5_000;
    /** A connection that nothing passes on for so long is closed. */
    private static final int IDLE_SECONDS = 300;
    /** What waits for a side that reads slower than the other sends; the other is not read meanwhile. */
    private static final WriteBufferWaterMark WAITING = new WriteBufferWaterMark(32 << 10, 128 << 10);

    private final InetSocketAddress server;
    private final @Nullable WebServerTls mustProve;
    private final @Nullable SslContext tls;
    private final Admission admission;
    private final LiveObjects liveObjects;

    WebForwarding(WebServer server, Admission admission, LiveObjects liveObjects) {
        this.server = server.address();
        this.mustProve = server.tls().orElse(null);
        this.tls = server.tls().map(WebForwarding::context).orElse(null);
        this.admission = admission;
        this.liveObjects = liveObjects;
    }

    private static SslContext context(WebServerTls mustProve) {
        return new JdkSslContext(
                TlsContexts.forWebClients(new TrustedAuthorities(mustProve.authorities())),
                true,
                TlsContexts.CIPHER_SUITES,
                SupportedCipherSuiteFilter.INSTANCE,
                ApplicationProtocolConfig.DISABLED,
                ClientAuth.NONE,
                TlsContexts.PROTOCOLS.toArray(String[]::new),
                false);
    }

    @Override
    public void take(ChannelHandlerContext context, Consumer<ChannelHandler[]> handlers) {
        Channel client = context.channel();
        InetAddress host = ((InetSocketAddress) client.remoteAddress()).getAddress();
        if (!admission.withWebServers().take(host)) {
            client.close();
            return;
        }
        LiveObjects.Token token = liveObjects.begin("turn-web-connection");
        client.closeFuture().addListener(_ -> {
            token.end();
            admission.withWebServers().giveBack(host);
        });
        client.config().setWriteBufferWaterMark(WAITING);
        ChannelFuture connecting = new Bootstrap()
                .group(client.eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        secure(channel);
                        channel.pipeline().addLast(half(client));
                    }
                })
                .connect(server);
        connecting.addListener(_ -> {
            if (connecting.isSuccess()) {
                Channel toServer = connecting.channel();
                proven(toServer).addListener(proven -> settle(client, toServer, proven.isSuccess(), handlers));
            } else {
                refuse(client);
            }
        });
    }

    private void secure(Channel channel) {
        SslContext context = tls;
        WebServerTls wanted = mustProve;
        if (context != null && wanted != null) {
            SslHandler handler = context.newHandler(channel.alloc(), wanted.name(), server.getPort());
            SSLEngine engine = handler.engine();
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
            handler.setHandshakeTimeoutMillis(CONNECT_MILLIS);
            channel.pipeline().addLast(handler);
        }
    }

    /** Ends when the server has proved who it is, if it must. */
    private static Future<Channel> proven(Channel toServer) {
        SslHandler handler = toServer.pipeline().get(SslHandler.class);
        return handler == null ? toServer.eventLoop().newSucceededFuture(toServer) : handler.handshakeFuture();
    }

    private void settle(Channel client, Channel toServer, boolean proven, Consumer<ChannelHandler[]> handlers) {
        if (!proven) {
            toServer.close();
            refuse(client);
        } else if (client.isActive()) {
            admission.metrics().toWebServer();
            handlers.accept(half(toServer));
        } else {
            toServer.close();
        }
    }

    private void refuse(Channel client) {
        admission.metrics().refused(Refusal.WEB_SERVER);
        client.close();
    }

    /** What a connection needs that is one half of two. */
    private static ChannelHandler[] half(Channel other) {
        return new ChannelHandler[] {new IdleStateHandler(0, 0, IDLE_SECONDS), Splice.to(other)};
    }
}
