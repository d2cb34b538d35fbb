package org.sallyport.benchmarks.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.sallyport.benchmarks.process.Orders;

/**
 * The least a relay in Java can do, as a yardstick where no other relay is installed: two connected channels a stream on
 * one selector, no check of any kind.
 */
public final class BareForwarder {
    private static final int LARGEST = 2048;

    private BareForwarder() {}

    /** Takes no arguments; forwards until there are no more orders. */
    public static void main(String[] arguments) throws Exception {
        Selector selector = Selector.open();
        Thread forwarding = new Thread(() -> forward(selector), "forwarder");
        forwarding.setDaemon(true);
        forwarding.start();
        Orders orders = new Orders();
        orders.follow(order -> {
            for (int i = 0; i < Integer.parseInt(order.substring(JavaRelay.OPEN.length())); i++) {
                orders.answer(open(selector, orders.next().split(" ", 2)));
            }
        });
    }

    private static String open(Selector selector, String[] partyPorts) throws IOException {
        DatagramChannel external = channel(Subject.EXTERNAL_HOST, Load.EXTERNAL_PARTY, partyPorts[0]);
        DatagramChannel internal = channel(Subject.INTERNAL_HOST, Load.INTERNAL_PARTY, partyPorts[1]);
        external.register(selector, SelectionKey.OP_READ, internal);
        internal.register(selector, SelectionKey.OP_READ, external);
        selector.wakeup();
        return port(external) + " " + port(internal);
    }

    private static DatagramChannel channel(String host, String party, String partyPort) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.configureBlocking(false);
        channel.bind(new InetSocketAddress(InetAddress.ofLiteral(host), 0));
        channel.connect(new InetSocketAddress(InetAddress.ofLiteral(party), Integer.parseInt(partyPort)));
        return channel;
    }

    private static int port(DatagramChannel channel) throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    private static void forward(Selector selector) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST);
        try {
            while (selector.isOpen()) {
                selector.select(key -> forward(key, buffer));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void forward(SelectionKey key, ByteBuffer buffer) {
        try {
            buffer.clear();
            if (((DatagramChannel) key.channel()).read(buffer) > 0) {
                ((DatagramChannel) key.attachment()).write(buffer.flip());
            }
        } catch (IOException e) {
            // A party's closed socket answers with ICMP; the packet is lost.
            buffer.clear();
        }
    }
}
