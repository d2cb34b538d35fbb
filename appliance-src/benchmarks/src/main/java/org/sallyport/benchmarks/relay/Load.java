package org.sallyport.benchmarks.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.sallyport.benchmarks.load.Arrivals;
import org.sallyport.benchmarks.load.Pace;
import org.sallyport.benchmarks.load.RtpPacket;

/**
 * Parties of many streams, each with a socket of its own: one thread sends paced RTP both ways and counts what
 * arrives. A socket holds the packets of seconds, so that what is lost was lost in the relay.
 */
final class Load implements AutoCloseable {
    static final String EXTERNAL_PARTY = "127.1.0.2";
    static final String INTERNAL_PARTY = "127.2.0.2";

    private final Subject relay;
    private final List<DatagramChannel> senders = new ArrayList<>();
    private final Arrivals arrivals = new Arrivals();
    private int round;

    /**
     * What a run came to.
     *
     * @param nanos how long packets were under way
     */
    record Result(long sent, long received, double seconds, Duration processor, Histogram nanos) {
        long lost() {
            return sent - received;
        }

        double microsPerPacket() {
            return processor.toNanos() / 1e3 / Math.max(1, received);
        }
    }

    /** Opens the parties of a number of streams and has the relay open its ports for them. */
    Load(Subject relay, int streams) throws IOException {
        this.relay = relay;
        List<Subject.Ends> parties = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            parties.add(new Subject.Ends(party(EXTERNAL_PARTY), party(INTERNAL_PARTY)));
        }
        List<Subject.Ends> ports = relay.open(parties);
        for (int i = 0; i < streams; i++) {
            senders.get(2 * i).connect(ports.get(i).external());
            senders.get(2 * i + 1).connect(ports.get(i).internal());
        }
    }

    private InetSocketAddress party(String host) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.configureBlocking(false);
        channel.bind(new InetSocketAddress(InetAddress.ofLiteral(host), 0));
        arrivals.readFrom(channel);
        senders.add(channel);
        return (InetSocketAddress) channel.getLocalAddress();
    }

    Subject relay() {
        return relay;
    }

    int streams() {
        return senders.size() / 2;
    }

    /** Sends packets of a length at a rate over all streams, both ways in turn, and waits for the last or a second of silence. */
    Result run(int octets, int packetsPerSecond, Duration length) throws IOException {
        RtpPacket packet = new RtpPacket(octets);
        arrivals.nanosSinceLast();
        long before = arrivals.count();
        Duration processorBefore = relay.processorTime();
        long start = System.nanoTime();
        long sent = Pace.keep(
                packetsPerSecond, length, number -> send(packet, (int) (number % senders.size())), arrivals::look);
        double seconds = (System.nanoTime() - start) / 1e9;
        arrivals.await(before + sent);
        return new Result(
                sent,
                arrivals.count() - before,
                seconds,
                relay.processorTime().minus(processorBefore),
                arrivals.nanosSinceLast());
    }

    private void send(RtpPacket packet, int sender) throws IOException {
        if (sender == 0) {
            round++;
        }
        if (senders.get(sender).write(packet.numbered(sender + 1, round)) == 0) {
            throw new IOException("the load generator's own socket is full");
        }
    }

    @Override
    public void close() throws IOException {
        arrivals.close();
        for (DatagramChannel sender : senders) {
            sender.close();
        }
    }
}
