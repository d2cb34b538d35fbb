package org.sallyport.service.turn.connection;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.core.settings.model.TurnSettings.RelayAddress;
import org.sallyport.media.datagram.SocketThread;
import org.sallyport.media.socket.PortInUseException;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.protocol.stun.StunClass;
import org.sallyport.protocol.stun.StunEncoder;
import org.sallyport.protocol.stun.StunEncoder.Ending;
import org.sallyport.protocol.stun.StunMessage;
import org.sallyport.protocol.stun.StunMethod;
import org.sallyport.service.turn.allocation.Allocation;
import org.sallyport.service.turn.allocation.DropReason;
import org.sallyport.service.turn.allocation.PortPair;
import org.sallyport.service.turn.allocation.RelayedAddress;

/**
 * A relayed transport address for TCP: peers connect to it, and are connected to from it (RFC 6062 sections 5.2 and 5.3). Used
 * by the thread of its allocation.
 */
// A close always ends, and nothing depends on how.
@SuppressWarnings("FutureReturnValueIgnored")
public final class ConnectionRelay implements RelayedAddress {
    /** More than any client has use for. */
    private static final int MAX_CONNECTIONS = 64;

    private static final int BACKLOG = 16;
    /** RFC 6062 section 5.2: at least this long. */
    private static final int CONNECT_TIMEOUT_MILLIS = 30_000;
    /** Listening and connecting sockets share the relayed port. */
    private static final ChannelOption<Boolean> SHARED_PORT = NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT);

    private final ServerSocketChannel socket;
    private final InetSocketAddress bound;
    private final InetSocketAddress advertised;
    private final PortPair ports;
    private final PeerConnections all;
    private final Map<InetSocketAddress, PeerConnection> connections = new HashMap<>();
    private @Nullable Channel listening;

    private ConnectionRelay(ServerSocketChannel socket, RelayAddress address, PortPair ports, PeerConnections all) {
        this.socket = socket;
        this.bound = new InetSocketAddress(address.bound(), ports.evenPort());
        this.advertised = new InetSocketAddress(address.advertised(), ports.evenPort());
        this.ports = ports;
        this.all = all;
    }

    /**
     * Binds the even port of a pair; nobody is accepted yet.
     *
     * @throws PortInUseException when another socket holds the port
     */
    public static ConnectionRelay bind(RelayAddress address, PortPair ports, PeerConnections all) throws IOException {
        ServerSocketChannel socket = ServerSocketChannel.open();
        try {
            socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            socket.bind(new InetSocketAddress(address.bound(), ports.evenPort()), BACKLOG);
        } catch (BindException e) {
            socket.close();
            throw new PortInUseException(address.bound().getHostAddress() + " port " + ports.evenPort());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return new ConnectionRelay(socket, address, ports, all);
    }

    @Override
    public InetSocketAddress advertised() {
        return advertised;
    }

    @Override
    public void begin(Allocation owner, SocketThread thread) {
        NioServerSocketChannel server = new NioServerSocketChannel(socket);
        server.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object accepted) {
                SocketChannel connection = (SocketChannel) accepted;
                connection.config().setAutoRead(false);
                all.loops().register(connection);
                thread.execute(() -> accept(connection, owner, thread));
            }
        });
        listening = server;
        all.loops().register(server);
    }

    /** A peer with a permission waits until the client binds, others are closed (RFC 6062 section 5.3). */
    private void accept(SocketChannel connection, Allocation owner, SocketThread thread) {
        InetSocketAddress peer = connection.remoteAddress();
        if (peer == null || listening == null || isFull() || !owner.permits(peer.getAddress(), System.nanoTime())) {
            all.metrics().dropped(DropReason.FOREIGN_PEER);
            connection.close();
            return;
        }
        PeerConnection fromPeer = new PeerConnection(peer, owner);
        connections.put(peer, fromPeer);
        connection.pipeline().addLast(fromPeer.ofPeer());
        int id = established(fromPeer, connection, thread);
        StunMessage attempt = StunMessage.of(
                StunClass.INDICATION,
                StunMethod.CONNECTION_ATTEMPT,
                StunAttributes.XOR_PEER_ADDRESS.of(peer),
                StunAttributes.CONNECTION_ID.of(id));
        owner.client().answer(StunEncoder.encode(attempt, Ending.PLAIN));
    }

    private int established(PeerConnection withPeer, Channel connection, SocketThread thread) {
        LiveObjects.Token token = all.begin();
        connection.closeFuture().addListener(_ -> {
            token.end();
            thread.execute(() -> connections.remove(withPeer.peer(), withPeer));
        });
        withPeer.established(connection);
        return all.await(withPeer);
    }

    /** Whether there is a connection with a peer, or one under way (446). */
    public boolean isConnected(InetSocketAddress peer) {
        return connections.containsKey(peer);
    }

    /** Whether there are as many connections as may be (508). */
    public boolean isFull() {
        return connections.size() >= MAX_CONNECTIONS;
    }

    /**
     * Connects to a peer that there is no connection with.
     *
     * @return on the allocation's thread, the number that the client is to bind; none when the peer could not be reached (447)
     */
    public CompletionStage<OptionalInt> connect(InetSocketAddress peer, Allocation owner, SocketThread thread) {
        PeerConnection toPeer = new PeerConnection(peer, owner);
        connections.put(peer, toPeer);
        CompletableFuture<OptionalInt> outcome = new CompletableFuture<>();
        ChannelFuture connecting = new Bootstrap()
                .group(all.loops())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(SHARED_PORT, true)
                .handler(toPeer.ofPeer())
                .connect(peer, bound);
        connecting.addListener((ChannelFutureListener)
                ended -> thread.execute(() -> outcome.complete(connected(toPeer, ended, thread))));
        return outcome;
    }

    private OptionalInt connected(PeerConnection toPeer, ChannelFuture ended, SocketThread thread) {
        if (ended.isSuccess() && listening != null) {
            return OptionalInt.of(established(toPeer, ended.channel(), thread));
        }
        connections.remove(toPeer.peer(), toPeer);
        ended.channel().close();
        return OptionalInt.empty();
    }

    @Override
    public void end(SocketThread thread) {
        Channel there = listening;
        listening = null;
        if (there != null) {
            there.close();
        }
        List.copyOf(connections.values()).forEach(PeerConnection::close);
        ports.release();
    }
}
