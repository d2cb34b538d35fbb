package org.sallyport.service.turn.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One of two connections that each pass on what the other brings. A slow one holds the other up; the end of one is the end of
 * both, after what is under way, and so is silence where a pipeline watches for it. Used by the event loops of both connections.
 */
// A close always ends, and nothing depends on how.
@SuppressWarnings("FutureReturnValueIgnored")
public final class Splice extends ChannelInboundHandlerAdapter {
    private final IntConsumer counted;
    private volatile @Nullable Channel other;

    /**
     * A half without the other.
     *
     * @param counted told of the octets that pass on from here
     */
    Splice(IntConsumer counted) {
        this.counted = counted;
    }

    /** A half that passes on to another connection, whose octets nobody counts. */
    public static Splice to(Channel opposite) {
        Splice half = new Splice(_ -> {});
        half.join(opposite);
        return half;
    }

    /** Passes on to another connection from now on. */
    void join(Channel opposite) {
        other = opposite;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel to = other;
        ByteBuf octets = (ByteBuf) message;
        if (to == null) {
            octets.release();
            return;
        }
        counted.accept(octets.readableBytes());
        to.write(octets);
        if (!to.isWritable()) {
            context.channel().config().setAutoRead(false);
            // It may have become writable, and said so, in between.
            context.channel().config().setAutoRead(to.isWritable());
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        Channel to = other;
        if (to != null) {
            to.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        Channel from = other;
        if (from != null) {
            from.config().setAutoRead(context.channel().isWritable());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Channel to = other;
        if (to != null) {
            to.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof IdleStateEvent) {
            context.close();
        }
        super.userEventTriggered(context, event);
    }

    /** Resets, and what else is done to a connection. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
