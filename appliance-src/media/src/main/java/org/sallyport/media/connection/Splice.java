package org.sallyport.media.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;

/** Tells an end what happens on its connection. */
// A close always ends, and nothing depends on how.
@SuppressWarnings("FutureReturnValueIgnored")
final class Splice extends ChannelInboundHandlerAdapter {
    private final ConnectionEnd end;

    Splice(ConnectionEnd end) {
        this.end = end;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        end.relay((ByteBuf) message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        end.flushOther();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        end.writabilityChanged();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            end.inputEnded();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end.ended((SocketChannel) context.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A reset by the party is how its connection ends, nothing to report.
        context.close();
    }
}
