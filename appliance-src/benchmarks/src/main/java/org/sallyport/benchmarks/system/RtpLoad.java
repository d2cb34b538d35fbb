package org.sallyport.benchmarks.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
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
import org.sallyport.testing.interop.network.Namespace;

/** RTP of many calls at one end: sends on all at a steady pace and counts what arrives. */
final class RtpLoad implements AutoCloseable {
    private static final int PACKET = 172;
    private static final int VERSION_2 = 0x80;
    private static final int RECEIVE_BUFFER = 1 << 20;

    private final List<DatagramChannel> channels = new ArrayList<>();
    private final Selector selector;
    private final AtomicLong received = new AtomicLong();

    /**
     * Opens a socket a call.
     *
     * @param media where to send, by own port
     */
    RtpLoad(Namespace zone, String address, Map<Integer, InetSocketAddress> media) throws Exception {
        selector = Selector.open();
        zone.call(() -> {
            for (Map.Entry<Integer, InetSocketAddress> call : media.entrySet()) {
                DatagramChannel channel = DatagramChannel.open();
                channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
                channel.bind(new InetSocketAddress(address, call.getKey())).connect(call.getValue());
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ);
                channels.add(channel);
            }
            return channels.size();
        });
        Thread.ofPlatform().daemon().name("rtp-receiver").start(this::receive);
    }

    /** Sends on every call, spreading a round of all calls over each interval; returns the number of packets sent. */
    long send(Duration duration, Duration interval) throws IOException {
        ByteBuffer packet = ByteBuffer.allocateDirect(PACKET);
        long start = System.nanoTime();
        long step = interval.toNanos() / channels.size();
        long sent = 0;
        for (int round = 0; System.nanoTime() - start < duration.toNanos(); round++) {
            for (DatagramChannel channel : channels) {
                packet.clear()
                        .put(0, (byte) VERSION_2)
                        .putShort(2, (short) round)
                        .putInt(4, round * 160)
                        .putInt(8, channel.hashCode());
                sent += channel.write(packet) > 0 ? 1 : 0;
                long ahead = start + sent * step - System.nanoTime();
                if (ahead > 0) {
                    LockSupport.parkNanos(ahead);
                }
            }
        }
        return sent;
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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
