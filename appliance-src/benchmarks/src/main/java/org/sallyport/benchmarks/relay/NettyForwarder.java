package org.sallyport.benchmarks.relay;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.sallyport.benchmarks.process.Orders;

/** A relay as Netty's datagram channels have it: two connected channels a stream on one event loop, no check of any kind. */
public final class NettyForwarder {
    private static final int LARGEST = 2048;

    private final EventLoopGroup loops;
    private final Class<? extends DatagramChannel> make;

    private NettyForwarder(EventLoopGroup loops, Class<? extends DatagramChannel> make) {
        this.loops = loops;
        this.make = make;
    }

    /** Takes {@code nio} or {@code epoll}, Netty's two transports; forwards until there are no more orders. */
    public static void main(String[] arguments) throws Exception {
        int threads = Runtime.getRuntime().availableProcessors();
        NettyForwarder forwarder = arguments[0].equals("epoll")
                ? new NettyForwarder(
                        new MultiThreadIoEventLoopGroup(threads, EpollIoHandler.newFactory()),
                        EpollDatagramChannel.class)
                : new NettyForwarder(
                        new MultiThreadIoEventLoopGroup(threads, NioIoHandler.newFactory()), NioDatagramChannel.class);
        Orders orders = new Orders();
        orders.follow(order -> {
            for (int i = 0; i < Integer.parseInt(order.substring(JavaRelay.OPEN.length())); i++) {
                orders.answer(forwarder.open(orders.next().split(" ", 2)));
            }
        });
        forwarder.loops.shutdownGracefully().sync();
    }

    private String open(String[] partyPorts) throws InterruptedException {
        EventLoop loop = loops.next();
        Forwarding fromExternal = new Forwarding();
        Forwarding fromInternal = new Forwarding();
        Channel external = channel(loop, fromExternal, Subject.EXTERNAL_HOST, Load.EXTERNAL_PARTY, partyPorts[0]);
        Channel internal = channel(loop, fromInternal, Subject.INTERNAL_HOST, Load.INTERNAL_PARTY, partyPorts[1]);
        fromExternal.to = internal;
        fromInternal.to = external;
        return port(external) + " " + port(internal);
    }

    private Channel channel(EventLoop loop, Forwarding forwarding, String host, String party, String partyPort)
            throws InterruptedException {
        return new Bootstrap()
                .group(loop)
                .channel(make)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LARGEST))
                .handler(forwarding)
                .connect(
                        new InetSocketAddress(InetAddress.ofLiteral(party), Integer.parseInt(partyPort)),
                        new InetSocketAddress(InetAddress.ofLiteral(host), 0))
                .sync()
                .channel();
    }

    private static int port(Channel channel) {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Sends what one channel received by the other, which is on the same event loop. */
    private static final class Forwarding extends ChannelInboundHandlerAdapter {
        private volatile @Nullable Channel to;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf data = ((DatagramPacket) message).content();
            Channel other = to;
            if (other == null) {
                data.release();
            } else {
                var _ = other.write(data, other.voidPromise());
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            Channel other = to;
            if (other != null) {
                other.flush();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // A party's closed socket answers with ICMP; the packet is lost.
        }
    }
}
