package org.sallyport.media.offload;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.sallyport.media.netlink.Message;
import org.sallyport.media.netlink.MessageWriter;
import org.sallyport.media.socket.NetlinkSocket;

/** The kernel's routes, asked anew each time, and whether they changed (rtnetlink(7)). Used by one thread. */
final class RouteTable implements AutoCloseable {
    private static final int GET_ROUTE = 26;
    private static final int NEW_ROUTE = 24;
    private static final int REQUEST = 1;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int FIXED_LENGTH = 12;
    private static final int TYPE_OFFSET = 7;
    private static final int UNICAST = 1;
    private static final int DESTINATION = 1;
    private static final int SOURCE = 2;
    private static final int OUT_DEVICE = 4;
    private static final int GATEWAY = 5;
    private static final int VIA = 18;
    /** Links, routes of IPv4, routes of IPv6. */
    private static final int CHANGES = 0x1 | 0x40 | 0x400;

    private final NetlinkSocket socket;
    private final NetlinkSocket changes;
    private final MessageWriter writer = new MessageWriter(256);
    private int sequence;

    RouteTable() throws IOException {
        socket = NetlinkSocket.open(NetlinkSocket.ROUTE);
        try {
            changes = NetlinkSocket.listening(NetlinkSocket.ROUTE, CHANGES);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Whether a route or a device has changed since this was asked last. */
    boolean haveChanged() {
        return changes.drain();
    }

    /**
     * The way from an address of ours to another.
     *
     * @throws NotForwardedException when there is none that leads to a neighbour
     */
    Route find(InetAddress from, InetAddress to) throws IOException, NotForwardedException {
        ask(from, to);
        while (true) {
            for (Message answer : Message.all(socket.receive())) {
                if (answer.sequence() == sequence) {
                    return read(answer, to);
                }
            }
        }
    }

    private void ask(InetAddress from, InetAddress to) throws IOException {
        int bits = to.getAddress().length * Byte.SIZE;
        writer.clear();
        writer.begin(GET_ROUTE, REQUEST, ++sequence);
        writer.fixed(to instanceof Inet6Address ? AF_INET6 : AF_INET, bits, bits, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        writer.octets(DESTINATION, to.getAddress());
        writer.octets(SOURCE, from.getAddress());
        writer.end();
        socket.send(writer.written());
    }

    private static Route read(Message answer, InetAddress to) throws IOException, NotForwardedException {
        if (answer.type() == Message.ERROR) {
            throw new NotForwardedException("there is no route to " + to.getHostAddress());
        }
        ByteBuffer body = answer.body();
        if (answer.type() != NEW_ROUTE || body.get(TYPE_OFFSET) != UNICAST) {
            throw new NotForwardedException(to.getHostAddress() + " is on this machine or nowhere");
        }
        if (Message.attribute(body, FIXED_LENGTH, VIA).isPresent()) {
            throw new NotForwardedException(
                    "the gateway to " + to.getHostAddress() + " is of the other address family");
        }
        int device = Message.attribute(body, FIXED_LENGTH, OUT_DEVICE)
                .map(value -> value.getInt(0))
                .orElseThrow(
                        () -> new NotForwardedException("the route to " + to.getHostAddress() + " names no device"));
        ByteBuffer gateway = Message.attribute(body, FIXED_LENGTH, GATEWAY).orElse(ByteBuffer.wrap(to.getAddress()));
        byte[] octets = new byte[gateway.limit()];
        gateway.get(0, octets);
        return new Route(device, InetAddress.getByAddress(octets));
    }

    @Override
    public void close() {
        socket.close();
        changes.close();
    }
}
