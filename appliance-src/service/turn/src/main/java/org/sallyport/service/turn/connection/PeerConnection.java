package org.sallyport.service.turn.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.sallyport.service.turn.allocation.Allocation;

/**
 * A connection with a peer, and the client's connection once that is bound to it (RFC 6062 section 3). Nothing is read of the
 * peer before. Thread-safe.
 */
public final class PeerConnection {
    private final InetSocketAddress peer;
    private final Allocation allocation;
    private final Splice ofPeer;
    private volatile @Nullable Channel channel;
    private boolean closed;

    PeerConnection(InetSocketAddress peer, Allocation allocation) {
        this.peer = peer;
        this.allocation = allocation;
        this.ofPeer = new Splice(octets -> allocation.fromPeers().passed(octets, System.nanoTime()));
    }

    InetSocketAddress peer() {
        return peer;
    }

    Allocation allocation() {
        return allocation;
    }

    /** What belongs into the pipeline of the connection with the peer. */
    ChannelHandler ofPeer() {
        return ofPeer;
    }

    /** The connection is there; it ends at once when this was closed meanwhile. */
    synchronized void established(Channel connection) {
        channel = connection;
        if (closed) {
            var _ = connection.close();
        }
    }

    /** The handler that makes a client's connection the other half. */
    public ChannelHandler clientHalf() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel client) {
                join(client);
            }

            // It may have ended before it could be bound.
            @Override
            public void handlerAdded(ChannelHandlerContext context) throws Exception {
                super.handlerAdded(context);
                if (!context.channel().isActive()) {
                    close();
                }
            }
        };
    }

    private void join(Channel client) {
        Channel withPeer = channel;
        if (withPeer == null) {
            throw new IllegalStateException("only what is established is bound");
        }
        Splice ofClient = new Splice(octets -> allocation.fromClient().passed(octets, System.nanoTime()));
        ofClient.join(withPeer);
        ofPeer.join(client);
        client.pipeline().addLast(ofClient);
        if (withPeer.isActive()) {
            withPeer.config().setAutoRead(true);
        } else {
            var _ = client.close();
        }
    }

    /** Ends both halves; once more does nothing. */
    synchronized void close() {
        closed = true;
        Channel there = channel;
        if (there != null) {
            var _ = there.close();
        }
    }
}
