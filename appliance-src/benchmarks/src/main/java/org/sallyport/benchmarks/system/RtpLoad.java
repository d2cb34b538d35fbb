package org.sallyport.benchmarks.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.sallyport.benchmarks.system.SippLoad.Party;

/** RTP of many calls at one end: sends on all at a steady pace and counts what arrives. */
final class RtpLoad implements AutoCloseable {
    private static final int PACKET = 172;
    private static final int SAMPLES = 160;
    private static final int VERSION_2 = 0x80;
    private static final int RECEIVE_BUFFER = 1 << 20;
    /** Waiting for each packet alone would cost more than sending it. */
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);

    private final List<DatagramChannel> channels = new ArrayList<>();
    private final Selector selector;
    private final AtomicLong received = new AtomicLong();
    private int round;

    /**
     * What was sent.
     *
     * @param packets given to the network
     * @param refused not sent, because the socket's own buffer was full or the call was over
     * @param duration of the sending
     * @param latest how long after its time the most belated packet was sent
     */
    record Sent(long packets, long refused, Duration duration, Duration latest) {
        Sent and(Sent other) {
            return new Sent(
                    packets + other.packets,
                    refused + other.refused,
                    longer(duration, other.duration),
                    longer(latest, other.latest));
        }

        private static Duration longer(Duration one, Duration other) {
            return one.compareTo(other) > 0 ? one : other;
        }
    }

    /**
     * Opens a socket a call.
     *
     * @param media where to send, by own port
     */
    RtpLoad(Party party, Map<Integer, InetSocketAddress> media) throws Exception {
        selector = Selector.open();
        party.zone().call(() -> {
            for (Map.Entry<Integer, InetSocketAddress> call : media.entrySet()) {
                DatagramChannel channel = DatagramChannel.open();
                channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
                channel.bind(new InetSocketAddress(party.address(), call.getKey()))
                        .connect(call.getValue());
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ);
                channels.add(channel);
            }
            return channels.size();
        });
        Thread.ofPlatform().daemon().name("rtp-receiver").start(this::receive);
    }

    /** Sends on every call, spreading a round of all calls over each interval. */
    Sent send(Duration duration, Duration interval) throws IOException {
        ByteBuffer packet = ByteBuffer.allocateDirect(PACKET);
        long start = System.nanoTime();
        long step = interval.toNanos() / channels.size();
        long attempts = duration.dividedBy(interval) * channels.size();
        long sent = 0;
        long latest = 0;
        for (long attempt = 0; attempt < attempts; attempt++) {
            int call = (int) (attempt % channels.size());
            long late = System.nanoTime() - start - attempt * step;
            while (-late > SHORTEST_WAIT.toNanos()) {
                LockSupport.parkNanos(-late);
                late = System.nanoTime() - start - attempt * step;
            }
            latest = Math.max(latest, late);
            sent += isSent(channels.get(call), next(packet, call)) ? 1 : 0;
        }
        return new Sent(sent, attempts - sent, Duration.ofNanos(System.nanoTime() - start), Duration.ofNanos(latest));
    }

    private static boolean isSent(DatagramChannel channel, ByteBuffer packet) throws IOException {
        try {
            return channel.write(packet) > 0;
        } catch (PortUnreachableException e) {
            return false;
        }
    }

    private ByteBuffer next(ByteBuffer packet, int call) {
        if (call == 0) {
            round++;
        }
        return packet.clear()
                .put(0, (byte) VERSION_2)
                .putShort(2, (short) round)
                .putInt(4, round * SAMPLES)
                .putInt(8, call + 1);
    }

    long received() {
        return received.get();
    }

    @Override
    public void close() throws IOException {
        selector.close();
        for (DatagramChannel channel : channels) {
            channel.close();
        }
    }

    private void receive() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(2 * PACKET);
        try {
            while (selector.isOpen()) {
                selector.select(key -> drain((DatagramChannel) key.channel(), buffer), 100);
            }
        } catch (ClosedSelectorException e) {
            // closed: the run is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void drain(DatagramChannel channel, ByteBuffer buffer) {
        try {
            while (channel.read(buffer.clear()) > 0) {
                received.incrementAndGet();
            }
        } catch (PortUnreachableException e) {
            // what was sent before found the call over; the kernel's counter of the other zone has it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
