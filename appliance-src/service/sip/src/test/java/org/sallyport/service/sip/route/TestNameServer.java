package org.sallyport.service.sip.route;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A name server on the loopback that knows what it is told. */
public final class TestNameServer implements AutoCloseable {
    private static final int TTL_SECONDS = 60;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Map<String, List<byte[]>> zone = new ConcurrentHashMap<>();
    private final Channel channel;
    final AtomicInteger queries = new AtomicInteger();

    public TestNameServer() {
        channel = new Bootstrap()
                .group(loop)
                .channel(NioDatagramChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel opened) {
                        opened.pipeline()
                                .addLast(
                                        new DatagramDnsQueryDecoder(),
                                        new DatagramDnsResponseEncoder(),
                                        new Answerer());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    public TestNameServer a(String name, String address) {
        try {
            return add(
                    name,
                    DnsRecordType.A,
                    Unpooled.wrappedBuffer(InetAddress.getByName(address).getAddress()));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    public TestNameServer srv(String name, int priority, int weight, int port, String target) {
        ByteBuf data = Unpooled.buffer().writeShort(priority).writeShort(weight).writeShort(port);
        return add(name, DnsRecordType.SRV, writeName(data, target));
    }

    public TestNameServer naptr(String name, int order, int preference, String service, String replacement) {
        ByteBuf data = Unpooled.buffer().writeShort(order).writeShort(preference);
        writeString(data, "s");
        writeString(data, service);
        writeString(data, "");
        return add(name, DnsRecordType.NAPTR, writeName(data, replacement));
    }

    TestNameServer raw(String name, DnsRecordType type, byte... data) {
        return add(name, type, Unpooled.wrappedBuffer(data));
    }

    private TestNameServer add(String name, DnsRecordType type, ByteBuf data) {
        byte[] octets = new byte[data.readableBytes()];
        data.readBytes(octets);
        zone.computeIfAbsent(type.name() + " " + name + ".", _ -> new ArrayList<>())
                .add(octets);
        return this;
    }

    private static ByteBuf writeName(ByteBuf data, String name) {
        for (String label : name.split("\\.", -1)) {
            writeString(data, label);
        }
        return data.writeByte(0);
    }

    private static void writeString(ByteBuf data, String text) {
        data.writeByte(text.length()).writeCharSequence(text, StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private final class Answerer extends SimpleChannelInboundHandler<DatagramDnsQuery> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, DatagramDnsQuery query) {
            queries.incrementAndGet();
            DnsQuestion question = query.recordAt(DnsSection.QUESTION);
            DatagramDnsResponse response = new DatagramDnsResponse(
                    /* sender= */ query.recipient(), /* recipient= */ query.sender(), query.id());
            response.addRecord(DnsSection.QUESTION, question);
            List<byte[]> records = zone.getOrDefault(question.type().name() + " " + question.name(), List.of());
            boolean known = zone.keySet().stream().anyMatch(key -> key.endsWith(" " + question.name()));
            response.setCode(known ? DnsResponseCode.NOERROR : DnsResponseCode.NXDOMAIN);
            for (byte[] data : records) {
                response.addRecord(
                        DnsSection.ANSWER,
                        new DefaultDnsRawRecord(
                                question.name(), question.type(), TTL_SECONDS, Unpooled.wrappedBuffer(data)));
            }
            var _ = ctx.writeAndFlush(response);
        }
    }
}
