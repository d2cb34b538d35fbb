package org.sallyport.service.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sallyport.service.sip.screening.BodyLength;
import org.sallyport.service.sip.screening.HeaderSection;
import org.sallyport.service.sip.screening.RawMessage;
import org.sallyport.service.sip.screening.RejectReason;

/**
 * Cuts a stream into messages by their Content-Length (RFC 3261 section 18.3). After {@link Frame.Broken} it swallows
 * everything. One per connection, on its event loop.
 */
final class FrameDecoder extends ByteToMessageDecoder {
    private static final Frame PING = new Frame.Ping();

    private final Supplier<TransportLimits> limits;
    private final PartialListener listener;
    private int lineBreaks;
    private int scanned;
    private @Nullable HeaderSection head;
    private int messageLength;
    private boolean broken;

    FrameDecoder(Supplier<TransportLimits> limits, PartialListener listener) {
        this.limits = limits;
        this.listener = listener;
    }

    /** Is told after each read whether a message has begun and not ended. */
    @FunctionalInterface
    interface PartialListener {
        void partial(boolean began);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        listener.partial(!broken && actualReadableBytes() > 0);
        super.channelReadComplete(ctx);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (broken) {
            in.skipBytes(in.readableBytes());
        } else if (head != null) {
            readMessage(head, in, out);
        } else if (!readLineBreak(in, out) && in.isReadable()) {
            readHead(in, out);
        }
    }

    /** Line breaks before a message are ignored, but every second one is the end of a ping. */
    private boolean readLineBreak(ByteBuf in, List<Object> out) {
        if (scanned > 0 || in.getByte(in.readerIndex()) != '\r') {
            return false;
        }
        if (in.readableBytes() < 2) {
            return true;
        }
        if (in.getByte(in.readerIndex() + 1) != '\n') {
            breakOff(null, RejectReason.BAD_LINE_BREAK, in, out);
            return true;
        }
        in.skipBytes(2);
        if (++lineBreaks % 2 == 0) {
            out.add(PING);
        }
        return true;
    }

    private void readHead(ByteBuf in, List<Object> out) {
        lineBreaks = 0;
        byte first = in.getByte(in.readerIndex());
        if (first <= ' ' || first == 0x7f) {
            breakOff(null, RejectReason.UNFRAMED, in, out);
            return;
        }
        int end = endOfHead(in);
        if ((end < 0 ? in.readableBytes() : end) > limits.get().maxHeaderSize()) {
            breakOff(null, RejectReason.OVERSIZED, in, out);
        } else if (end >= 0) {
            HeaderSection read = HeaderSection.read(ByteBufUtil.getBytes(in, in.readerIndex(), end), end);
            switch (read.bodyLength()) {
                case BodyLength.Declared(int octets)
                when octets <= limits.get().maxMessageSize() - end -> {
                    head = read;
                    messageLength = end + octets;
                    readMessage(read, in, out);
                }
                case BodyLength.Declared _, BodyLength.Excessive _ -> breakOff(read, RejectReason.OVERSIZED, in, out);
                case BodyLength.Malformed _ -> breakOff(read, RejectReason.BAD_CONTENT_LENGTH, in, out);
                case BodyLength.Absent _ -> breakOff(read, RejectReason.MISSING_CONTENT_LENGTH, in, out);
            }
        }
    }

    /** Length of the header section with its empty line; -1 when its end has not come. */
    private int endOfHead(ByteBuf in) {
        int start = in.readerIndex();
        int last = in.readableBytes() - 4;
        for (int i = scanned; i <= last; i++) {
            if (in.getInt(start + i) == 0x0d0a0d0a) {
                return i + 4;
            }
        }
        scanned = Math.max(1, last + 1);
        return -1;
    }

    private void readMessage(HeaderSection read, ByteBuf in, List<Object> out) {
        if (in.readableBytes() >= messageLength) {
            byte[] octets = new byte[messageLength];
            in.readBytes(octets);
            out.add(new Frame.Message(new RawMessage(read, octets)));
            head = null;
            scanned = 0;
        }
    }

    private void breakOff(@Nullable HeaderSection read, RejectReason reason, ByteBuf in, List<Object> out) {
        broken = true;
        in.skipBytes(in.readableBytes());
        out.add(new Frame.Broken(read, reason));
    }
}
