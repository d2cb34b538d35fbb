package org.sallyport.benchmarks.turn;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sallyport.benchmarks.load.Arrivals;
import org.sallyport.benchmarks.load.Pace;
import org.sallyport.benchmarks.load.RtpPacket;

/**
 * Clients with an allocation and a channel each, at addresses of their own, and a peer for each of them: one thread sends paced RTP
 * of all of them, ChannelData from clients and bare from peers, and counts what arrives; what comes over TLS a thread a client does.
 */
final class Clients implements AutoCloseable {
    private static final int FRAME_OCTETS_BEFORE_DATA = 4;

    private final Server server;
    private final Arrivals arrivals = new Arrivals();
    private final List<Link> links = new ArrayList<>();
    private final List<DatagramChannel> peers = new ArrayList<>();
    private final List<Sending> senders = new ArrayList<>();
    private int round;

    private interface Sending {
        void send(ByteBuffer packet) throws IOException;
    }

    /** What a run came to. */
    record Result(long sent, long received, double seconds, Duration processor) {
        double microsPerPacket() {
            return processor.toNanos() / 1e3 / Math.max(1, received);
        }
    }

    private Clients(Server server) throws IOException {
        this.server = server;
    }

    /** Clients over UDP. */
    static Clients overUdp(Server server, int count) throws IOException {
        Clients clients = new Clients(server);
        for (int i = 0; i < count; i++) {
            Link.Datagrams link = Link.datagrams(address(i), new InetSocketAddress(server.host(), Server.PORT));
            clients.join(link, link.channel()::write);
            link.channel().configureBlocking(false);
            clients.arrivals.readFrom(link.channel());
        }
        return clients;
    }

    /** Clients over TLS. */
    static Clients overTls(Server server, int count) throws IOException {
        Clients clients = new Clients(server);
        for (int i = 0; i < count; i++) {
            Link.Encrypted link = Link.encrypted(address(i), new InetSocketAddress(server.host(), Server.TLS_PORT));
            byte[] frame = new byte[FRAME_OCTETS_BEFORE_DATA + RtpPacket.G711];
            clients.join(link, packet -> {
                packet.get(frame);
                link.send(frame);
            });
            link.socket().setSoTimeout(0);
            Thread.ofPlatform().daemon().name("client-" + i).start(() -> clients.read(link));
        }
        return clients;
    }

    /** Of a client; a server may think ill of thousands that come from one. */
    static String address(int client) {
        return "127.4.%d.%d".formatted(client / 250, 1 + client % 250);
    }

    private void join(Link link, Sending sending) throws IOException {
        links.add(link);
        DatagramChannel peer = DatagramChannel.open();
        peers.add(peer);
        peer.bind(new InetSocketAddress(InetAddress.ofLiteral("127.5.0.1"), 0));
        Allocating allocation = new Allocating(link);
        allocation.bindChannel((InetSocketAddress) peer.getLocalAddress());
        peer.connect(allocation.relayed());
        peer.configureBlocking(false);
        arrivals.readFrom(peer);
        senders.add(sending);
        senders.add(peer::write);
    }

    private void read(Link link) {
        try {
            while (true) {
                arrivals.arrived(ByteBuffer.wrap(link.receive()));
            }
        } catch (IOException e) {
            // closed: the run is over
        }
    }

    /** Sends at a rate, both ways in turn, and waits for the last packet or a second of silence. */
    Result run(int packetsPerSecond, Duration length) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(FRAME_OCTETS_BEFORE_DATA)
                .putShort((short) Allocating.CHANNEL)
                .putShort((short) RtpPacket.G711);
        RtpPacket ofClients = new RtpPacket(header.array(), RtpPacket.G711);
        RtpPacket ofPeers = new RtpPacket(RtpPacket.G711);
        long before = arrivals.count();
        Duration processorBefore = server.measured().processorTime();
        long start = System.nanoTime();
        Pace.Sending sending = number -> {
            int sender = (int) (number % senders.size());
            round += sender == 0 ? 1 : 0;
            senders.get(sender).send((sender % 2 == 0 ? ofClients : ofPeers).numbered(sender + 1, round));
        };
        long sent = Pace.keep(packetsPerSecond, length, sending, arrivals::look);
        double seconds = (System.nanoTime() - start) / 1e9;
        arrivals.await(before + sent);
        return new Result(
                sent,
                arrivals.count() - before,
                seconds,
                server.measured().processorTime().minus(processorBefore));
    }

    @Override
    public void close() throws IOException {
        arrivals.close();
        for (Link link : links) {
            link.close();
        }
        for (DatagramChannel peer : peers) {
            peer.close();
        }
    }
}
