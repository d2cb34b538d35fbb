package org.sallyport.service.sip.transport;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.sallyport.service.sip.screening.Datagrams;
import org.sallyport.service.sip.screening.HeaderSection;
import org.sallyport.service.sip.screening.RawMessage;
import org.sallyport.service.sip.screening.RejectReason;
import org.sallyport.service.sip.screening.Verdict;

/**
 * A UDP listening point. The stack's own answers malformed datagrams by echoing them whole to whoever they claim to come
 * from, and takes 64 KiB for each one.
 */
final class DatagramProcessor extends MessageProcessor {
    /** More than any datagram has, so that the limit of the settings can change while the socket is open. */
    private static final int LARGEST_DATAGRAM_OCTETS = 65_536;

    private static final int SOCKET_BUFFER_OCTETS = 2 * 1024 * 1024;

    private final SharedTransport shared;
    private final TransportMetrics metrics;
    private final StackIntake intake;
    private @Nullable Channel socket;

    DatagramProcessor(SharedTransport shared, SIPTransactionStack stack, InetSocketAddress bound) {
        super(bound.getAddress(), bound.getPort(), "UDP", stack);
        this.shared = shared;
        this.metrics = shared.metrics("UDP");
        this.intake = new StackIntake(metrics);
    }

    StackIntake intake() {
        return intake;
    }

    SharedTransport shared() {
        return shared;
    }

    @Override
    public void start() throws IOException {
        int high = shared.limits().writeHighWater();
        Bootstrap bootstrap = new Bootstrap()
                .group(shared.loops())
                .channel(NioDatagramChannel.class)
                .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_OCTETS)
                .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER_OCTETS)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(high / 2, high))
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LARGEST_DATAGRAM_OCTETS))
                .handler(new Receiver());
        socket = ListeningChannel.open(bootstrap, "UDP", getIpAddress(), getPort());
    }

    @Override
    public void stop() {
        Channel bound = socket;
        if (bound != null) {
            bound.close().awaitUninterruptibly();
        }
    }

    /** Sends octets; says later, on the event loop, if the network did not take them. */
    void send(byte[] octets, InetSocketAddress target, SipConnection.SendFailure failure) throws IOException {
        Channel bound = socket;
        if (bound == null || !bound.isWritable()) {
            metrics.sendFailed("congested");
            throw new IOException("too much waits to be sent over UDP");
        }
        bound.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(octets), target))
                .addListener(written -> {
                    if (written.isSuccess()) {
                        metrics.sent();
                    } else {
                        metrics.sendFailed("unreachable");
                        failure.failed();
                    }
                });
    }

    /** Has no state of its own, for each attempt to bind takes it anew. */
    @ChannelHandler.Sharable
    private final class Receiver extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
            byte[] datagram = ByteBufUtil.getBytes(packet.content());
            InetSocketAddress source = packet.sender();
            boolean cut = datagram.length > shared.limits().maxMessageSize();
            switch (Datagrams.read(datagram, shared.limits().maxHeaderSize())) {
                case Datagrams.Content.KeepAlive _ -> {}
                case Datagrams.Content.Foreign _ ->
                    refuse(shared.screen().refuse(cut ? RejectReason.OVERSIZED : RejectReason.UNFRAMED), source);
                case Datagrams.Content.Mutilated(HeaderSection head, RejectReason reason) ->
                    refuse(shared.screen().refuse(head, cut ? RejectReason.OVERSIZED : reason, source), source);
                case Datagrams.Content.Message(RawMessage message)
                when cut -> refuse(shared.screen().refuse(message.head(), RejectReason.OVERSIZED, source), source);
                case Datagrams.Content.Message(RawMessage message) -> take(message, source);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // What one datagram did must not end the listening point; ICMP errors arrive here too.
            shared.log().warn("SIP datagram failed", cause.toString());
        }
    }

    private void take(RawMessage message, InetSocketAddress source) {
        String lane = message.head().first("call-id").orElse("");
        if (!shared.lanes().offer(lane, () -> handle(message, source))) {
            metrics.rejected(RejectReason.OVERLOAD);
        }
    }

    private void handle(RawMessage message, InetSocketAddress source) {
        switch (shared.screen().judge(message, source)) {
            case Verdict.Passed passed -> intake.receive(passed.message(), new DatagramPeer(this, source), source);
            case Verdict.Refused refused -> refuse(refused, source);
        }
    }

    private void refuse(Verdict.Refused refused, InetSocketAddress source) {
        metrics.rejected(refused.reason());
        shared.log()
                .warn(
                        "SIP message refused",
                        refused.reason().label() + " from UDP "
                                + source.getAddress().getHostAddress());
        refused.answer().ifPresent(answer -> answer(answer, source));
    }

    private void answer(byte[] answer, InetSocketAddress source) {
        try {
            send(answer, source, () -> {});
        } catch (IOException e) {
            // Counted already; who sends what must be refused waits in vain under congestion.
            shared.log().warn("SIP answer not sent", "congested");
        }
    }

    @Override
    public MessageChannel createMessageChannel(HostPort target) throws IOException {
        return createMessageChannel(target.getInetAddress(), target.getPort());
    }

    @Override
    public MessageChannel createMessageChannel(InetAddress host, int port) {
        return new DatagramPeer(this, new InetSocketAddress(host, port > 0 ? port : getDefaultTargetPort()));
    }

    @Override
    public SIPTransactionStack getSIPStack() {
        return sipStack;
    }

    @Override
    public int getDefaultTargetPort() {
        return 5060;
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public int getMaximumMessageSize() {
        return shared.limits().maxMessageSize();
    }

    @Override
    public boolean inUse() {
        return false;
    }
}
