package org.sallyport.service.turn.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.settings.model.TurnSettings.TurnListener;
import org.sallyport.media.socket.Datagram;
import org.sallyport.protocol.stun.ChannelDataMessage;
import org.sallyport.protocol.stun.StunDecoder;
import org.sallyport.service.turn.allocation.Allocation;
import org.sallyport.service.turn.allocation.DropReason;
import org.sallyport.service.turn.allocation.FiveTuple;
import org.sallyport.service.turn.allocation.TurnClient;
import org.sallyport.service.turn.engine.TurnWorker;

/**
 * A client behind a connection, whose event loop does all for it; when the connection ends, so does the allocation (RFC 8656
 * section 3.1).
 */
final class StreamClient extends SimpleChannelInboundHandler<byte[]> implements TurnClient {
    private final TurnListener listener;
    private final SocketChannel channel;
    private final InetSocketAddress remote;
    private final TurnWorker worker;
    private @Nullable Allocation allocation;

    StreamClient(TurnListener listener, SocketChannel channel, InetSocketAddress remote, TurnWorker worker) {
        this.listener = listener;
        this.channel = channel;
        this.remote = remote;
        this.worker = worker;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, byte[] frame) {
        if (ChannelDataMessage.startsWith(frame[0])) {
            worker.inHand().fill(frame);
            worker.channelData(this, worker.inHand(), System.nanoTime());
        } else if (frame.length <= StunDecoder.MAX_LENGTH) {
            worker.message(this, frame, System.nanoTime());
        } else {
            worker.commons().metrics().dropped(DropReason.MALFORMED);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Allocation there = allocation;
        if (there != null) {
            worker.clientGone(there);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof IdleStateEvent) {
            if (allocation == null) {
                var _ = context.close();
            }
        } else {
            super.userEventTriggered(context, event);
        }
    }

    /** Resets, failed handshakes and what else peers do to a connection. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }

    @Override
    public FiveTuple tuple() {
        return FiveTuple.of(listener, remote);
    }

    @Override
    public @Nullable Allocation allocation() {
        return allocation;
    }

    @Override
    public void allocation(@Nullable Allocation newAllocation) {
        allocation = newAllocation;
    }

    @Override
    public boolean answer(byte[] message) {
        return write(Unpooled.wrappedBuffer(message));
    }

    /** Padded to a multiple of four, as a stream wants it (RFC 8656 section 12.5). */
    @Override
    public boolean channelData(int number, Datagram packet) {
        int length = packet.length();
        int padded = (length + 3) & ~3;
        ByteBuf frame = channel.alloc().buffer(ChannelDataMessage.HEADER_LENGTH + padded);
        frame.writeShort(number).writeShort(length);
        frame.writeBytes(packet.data().asSlice(0, length).asByteBuffer());
        frame.writeZero(padded - length);
        return write(frame);
    }

    /** At once, on the event loop: nothing is read between the message and the change. */
    @Override
    public void handOver(byte[] message, ChannelHandler handler) {
        answer(message);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(handler);
        if (channel.isActive()) {
            pipeline.remove(IdleStateHandler.class);
            // What it has read ahead comes to the new handler.
            pipeline.remove(TurnFrameDecoder.class);
            pipeline.remove(this);
        }
    }

    private boolean write(ByteBuf frame) {
        if (!channel.isWritable()) {
            frame.release();
            return false;
        }
        var _ = channel.writeAndFlush(frame, channel.voidPromise());
        return true;
    }
}
