package org.sallyport.benchmarks.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.sallyport.testing.interop.network.Namespace;
import org.sallyport.testing.interop.network.ThreeZones;

/** One socket outside that sends paced RTP of many streams, and one inside that counts what arrives. */
final class ZoneLoad implements AutoCloseable {
    private static final int PACKET_LENGTH = 172;
    private static final int SAMPLES = 160;
    private static final int SOURCE = 0x5a11;
    private static final long PAUSE_NANOS = 200_000;

    private final DatagramChannel generator;
    private final DatagramChannel sink;
    private final AtomicLong received = new AtomicLong();
    private final ByteBuffer packet = ByteBuffer.allocateDirect(PACKET_LENGTH);
    private int sequence;

    ZoneLoad(ThreeZones zones) throws Exception {
        generator = open(zones.outside(), ThreeZones.OUTSIDE_ADDRESS);
        sink = open(zones.inside(), ThreeZones.INSIDE_ADDRESS);
        Thread.ofPlatform().name("sink").daemon().start(this::count);
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

    long received() {
        return received.get();
    }

    /** Sends one packet from the sink, so that it is learnt. */
    void answer(InetSocketAddress entry) throws IOException {
        sink.send(rtp(0), entry);
    }

    /** Sends at a rate to all entries in turn; tells how many packets. */
    long send(List<InetSocketAddress> entries, int packetsPerSecond, Duration length) throws IOException {
        long start = System.nanoTime();
        long total = packetsPerSecond * length.toMillis() / 1000;
        long sent = 0;
        while (sent < total) {
            long due = Math.min(total, (System.nanoTime() - start) / 1000 * packetsPerSecond / 1_000_000);
            if (due <= sent) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            for (; sent < due; sent++) {
                int stream = (int) (sent % entries.size());
                if (stream == 0) {
                    sequence++;
                }
                generator.send(rtp(sequence), entries.get(stream));
            }
        }
        return sent;
    }

    private ByteBuffer rtp(int number) {
        return packet.clear()
                .putShort((short) 0x8000)
                .putShort((short) number)
                .putInt(number * SAMPLES)
                .putInt(SOURCE)
                .position(0);
    }

    private void count() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
        try {
            while (sink.isOpen()) {
                buffer.clear();
                sink.receive(buffer);
                received.lazySet(received.getPlain() + 1);
            }
        } catch (AsynchronousCloseException e) {
            // closed: the benchmark is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        generator.close();
        sink.close();
    }
}
