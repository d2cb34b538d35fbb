package org.sallyport.benchmarks.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import org.sallyport.benchmarks.load.Arrivals;
import org.sallyport.benchmarks.load.Pace;
import org.sallyport.benchmarks.load.RtpPacket;
import org.sallyport.testing.interop.network.Namespace;
import org.sallyport.testing.interop.network.ThreeZones;

/** One socket outside that sends paced RTP of many streams, and one inside whose packets the same thread counts meanwhile. */
final class ZoneLoad implements AutoCloseable {
    private static final int SOURCE = 0x5a11;

    private final DatagramChannel generator;
    private final DatagramChannel sink;
    private final Arrivals arrivals = new Arrivals();
    private final RtpPacket packet = new RtpPacket(RtpPacket.G711);
    private int round;
    private long sendingNanos;

    /**
     * What was sent.
     *
     * @param nanos that the thread spent to send, in which the kernel took the packets as far as it could
     */
    record Sent(long packets, long nanos) {}

    ZoneLoad(ThreeZones zones) throws Exception {
        generator = open(zones.outside(), ThreeZones.OUTSIDE_ADDRESS);
        sink = open(zones.inside(), ThreeZones.INSIDE_ADDRESS);
        sink.configureBlocking(false);
        arrivals.readFrom(sink);
    }

    private static DatagramChannel open(Namespace zone, String address) throws Exception {
        return zone.call(() -> DatagramChannel.open().bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0)));
    }

    InetSocketAddress generator() throws IOException {
        return (InetSocketAddress) generator.getLocalAddress();
    }

    InetSocketAddress sink() throws IOException {
        return (InetSocketAddress) sink.getLocalAddress();
    }

    Arrivals arrivals() {
        return arrivals;
    }

    /** Sends one packet from the sink, so that it is learnt. */
    void answer(InetSocketAddress entry) throws IOException {
        sink.send(packet.numbered(SOURCE, 0), entry);
    }

    /** Sends at a rate to all entries in turn, and waits for the last or a second of silence. */
    Sent send(List<InetSocketAddress> entries, int packetsPerSecond, Duration length) throws IOException {
        Pace.Sending sending = number -> {
            int stream = (int) (number % entries.size());
            if (stream == 0) {
                round++;
            }
            ByteBuffer next = packet.numbered(SOURCE, round);
            long before = System.nanoTime();
            generator.send(next, entries.get(stream));
            sendingNanos += System.nanoTime() - before;
        };
        sendingNanos = 0;
        long arrived = arrivals.count();
        long sent = Pace.keep(packetsPerSecond, length, sending, arrivals::look);
        arrivals.await(arrived + sent);
        return new Sent(sent, sendingNanos);
    }

    @Override
    public void close() throws IOException {
        generator.close();
        sink.close();
        arrivals.close();
    }
}
