package org.sallyport.benchmarks.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Parties of many streams, each with a socket of its own: one thread sends paced RTP both ways, another counts what
 * arrives. A socket holds the packets of seconds, so that what is lost was lost in the relay.
 */
final class Load implements AutoCloseable {
    static final String EXTERNAL_PARTY = "127.1.0.2";
    static final String INTERNAL_PARTY = "127.2.0.2";

    private static final int PACKET_LENGTH = 172;
    private static final int SAMPLES = 160;
    private static final long PAUSE_NANOS = 200_000;

    private final List<DatagramChannel> senders = new ArrayList<>();
    private final Selector selector = Selector.open();
    private final AtomicLong received = new AtomicLong();
    private final ByteBuffer packet = ByteBuffer.allocateDirect(PACKET_LENGTH);
    private int sequence;

    /** What a run came to. */
    record Result(long sent, long received, double seconds, double relayMicrosPerPacket) {
        long lost() {
            return sent - received;
        }
    }

    /** Opens the parties of a number of streams and has the relay open its ports for them. */
    Load(Subject relay, int streams) throws IOException {
        List<Subject.Ends> parties = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            parties.add(new Subject.Ends(party(EXTERNAL_PARTY), party(INTERNAL_PARTY)));
        }
        List<Subject.Ends> ports = relay.open(parties);
        for (int i = 0; i < streams; i++) {
            senders.get(2 * i).connect(ports.get(i).external());
            senders.get(2 * i + 1).connect(ports.get(i).internal());
        }
        Thread.ofPlatform().name("sink").daemon().start(this::sink);
    }

    private InetSocketAddress party(String host) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.configureBlocking(false);
        channel.bind(new InetSocketAddress(InetAddress.ofLiteral(host), 0));
        channel.register(selector, SelectionKey.OP_READ);
        senders.add(channel);
        return (InetSocketAddress) channel.getLocalAddress();
    }

    private void sink() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
        try {
            while (selector.isOpen()) {
                selector.select(key -> drain(key, buffer), 100);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void drain(SelectionKey key, ByteBuffer buffer) {
        try {
            buffer.clear();
            while (((DatagramChannel) key.channel()).read(buffer) > 0) {
                received.lazySet(received.getPlain() + 1);
                buffer.clear();
            }
        } catch (IOException e) {
            // The relay has ended, and this run with it.
            key.cancel();
        }
    }

    /** Sends at a rate over all streams, both ways in turn, and waits for the last packet or a second of silence. */
    Result run(Subject relay, int packetsPerSecond, Duration length) throws IOException {
        long receivedBefore = received.get();
        Duration processorBefore = relay.processorTime();
        long start = System.nanoTime();
        long sent = send(start, packetsPerSecond, length);
        double seconds = (System.nanoTime() - start) / 1e9;
        awaitLast(receivedBefore + sent);
        long arrived = received.get() - receivedBefore;
        Duration processor = relay.processorTime().minus(processorBefore);
        return new Result(sent, arrived, seconds, processor.toNanos() / 1e3 / Math.max(1, arrived));
    }

    private long send(long start, int packetsPerSecond, Duration length) throws IOException {
        long total = packetsPerSecond * length.toMillis() / 1000;
        long sent = 0;
        while (sent < total) {
            long due = Math.min(total, (System.nanoTime() - start) / 1000 * packetsPerSecond / 1_000_000);
            if (due <= sent) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            for (; sent < due; sent++) {
                sendOne((int) (sent % senders.size()));
            }
        }
        return sent;
    }

    private void sendOne(int sender) throws IOException {
        if (sender == 0) {
            sequence++;
        }
        packet.clear()
                .putShort((short) 0x8000)
                .putShort((short) sequence)
                .putInt(sequence * SAMPLES)
                .putInt(sender + 1)
                .position(0);
        if (senders.get(sender).write(packet) != PACKET_LENGTH) {
            throw new IOException("the load generator's own socket is full");
        }
    }

    private void awaitLast(long expected) {
        long before = -1;
        while (received.get() < expected && received.get() != before) {
            before = received.get();
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        for (DatagramChannel sender : senders) {
            sender.close();
        }
    }
}
