package org.sallyport.service.turn.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One of two connections that each pass on what the other brings. A slow one holds the other up, and so does a limit of how fast
 * it may be; the end of one is the end of both, after what is under way, and so is silence where a pipeline watches for it. Used by
 * the event loops of both connections.
 */
// A close always ends, and nothing depends on how.
@SuppressWarnings("FutureReturnValueIgnored")
public final class Splice extends ChannelInboundHandlerAdapter {
    private final Meter meter;
    private volatile @Nullable Channel other;
    /** Whether its limit lets nothing more be read for now. */
    private volatile boolean paused;

    /** Told of what passes. */
    interface Meter {
        /**
         * So many octets pass on; 0 asks only.
         *
         * @return nanoseconds to wait before more are read
         */
        long passed(int octets);
    }

    /** A half without the other. */
    Splice(Meter meter) {
        this.meter = meter;
    }

    /** A half that passes on to another connection without limit, whose octets nobody counts. */
    public static Splice to(Channel opposite) {
        Splice half = new Splice(_ -> 0);
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
        long waitNanos = meter.passed(octets.readableBytes());
        to.write(octets);
        if (waitNanos > 0 && !paused) {
            pause(context, to, waitNanos);
        }
        if (paused || !to.isWritable()) {
            context.channel().config().setAutoRead(false);
            // It may have become writable, and said so, in between.
            readAsMayBe(context.channel(), to);
        }
    }

    private void pause(ChannelHandlerContext context, Channel to, long nanos) {
        paused = true;
        Runnable then = () -> {
            long moreNanos = meter.passed(0);
            if (moreNanos > 0) {
                pause(context, to, moreNanos);
            } else {
                paused = false;
                readAsMayBe(context.channel(), to);
            }
        };
        context.executor().schedule(then, nanos, TimeUnit.NANOSECONDS);
    }

    private void readAsMayBe(Channel from, Channel to) {
        from.config().setAutoRead(!paused && to.isWritable());
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
        Splice reading = from == null ? null : from.pipeline().get(Splice.class);
        if (from != null && reading != null) {
            reading.readAsMayBe(from, context.channel());
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
