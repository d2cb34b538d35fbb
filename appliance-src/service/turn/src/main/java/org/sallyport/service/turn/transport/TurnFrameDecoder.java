package org.sallyport.service.turn.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.sallyport.protocol.stun.StreamFrame;
import org.sallyport.service.turn.allocation.DropReason;
import org.sallyport.service.turn.allocation.TurnMetrics;

/** Cuts a stream into STUN messages and ChannelData, each as an array; a stream that is neither is closed. */
final class TurnFrameDecoder extends ByteToMessageDecoder {
    private final TurnMetrics metrics;

    TurnFrameDecoder(TurnMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < StreamFrame.PREFIX_LENGTH) {
            return;
        }
        int length = StreamFrame.length(in.getInt(in.readerIndex()));
        if (length == StreamFrame.NEITHER) {
            metrics.dropped(DropReason.MALFORMED);
            in.skipBytes(in.readableBytes());
            var _ = context.close();
        } else if (in.readableBytes() >= length) {
            byte[] frame = new byte[length];
            in.readBytes(frame);
            out.add(frame);
        }
    }
}
