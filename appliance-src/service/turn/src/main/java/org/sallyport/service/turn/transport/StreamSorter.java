package org.sallyport.service.turn.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a connection over TLS is TURN's or HTTP's, by what was agreed in the handshake (RFC 7443) or else by its
 * first octets, and leaves it to the handlers of either with all that came. Used by the connection's event loop.
 */
// A close always ends, and nothing depends on how.
@SuppressWarnings("FutureReturnValueIgnored")
final class StreamSorter extends ByteToMessageDecoder {
    private final Admission admission;
    private final Destination turn;
    private final Destination http;
    private @Nullable Future<?> patience;
    private boolean sorted;

    /** Whose a connection becomes. */
    interface Destination {
        /**
         * Is told of a connection; it is not read until the handlers that it is to have are told, now or later.
         */
        void take(ChannelHandlerContext context, Consumer<ChannelHandler[]> handlers);
    }

    StreamSorter(Admission admission, Destination turn, Destination http) {
        this.admission = admission;
        this.turn = turn;
        this.http = http;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event == SslHandshakeCompletionEvent.SUCCESS) {
            patience = context.executor()
                    .schedule(
                            () -> refuse(context, Refusal.SILENT),
                            admission.patience().toMillis(),
                            TimeUnit.MILLISECONDS);
        }
        super.userEventTriggered(context, event);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (sorted) {
            return;
        }
        switch (word(context, in)) {
            case TURN -> leave(context, turn);
            case HTTP -> leave(context, http);
            case NEITHER -> {
                in.skipBytes(in.readableBytes());
                refuse(context, Refusal.NEITHER);
            }
            case UNFINISHED -> {
                // More will come, or its time is over.
            }
        }
    }

    private static FirstWord word(ChannelHandlerContext context, ByteBuf in) {
        SslHandler tls = context.pipeline().get(SslHandler.class);
        String agreed = tls == null ? null : tls.applicationProtocol();
        if (agreed == null) {
            return FirstWord.of(in);
        }
        return agreed.equals(StreamTls.HTTP) ? FirstWord.HTTP : FirstWord.TURN;
    }

    private void leave(ChannelHandlerContext context, Destination whose) {
        end();
        context.channel().config().setAutoRead(false);
        whose.take(context, handlers -> {
            context.pipeline().addLast(handlers);
            // What has come goes to the new handlers.
            context.pipeline().remove(this);
            context.channel().config().setAutoRead(true);
        });
    }

    private void refuse(ChannelHandlerContext context, Refusal why) {
        end();
        admission.metrics().refused(why);
        context.close();
    }

    /** It is decided: neither what comes nor the time matters any more. */
    private void end() {
        sorted = true;
        Future<?> running = patience;
        if (running != null) {
            running.cancel(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        end();
        super.channelInactive(context);
    }

    /** Resets, failed handshakes and what else peers do to a connection. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
