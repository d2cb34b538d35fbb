package org.sallyport.testing.interop.rtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sallyport.testing.interop.network.Namespace;

/** One end of an RTP stream. Payloads are pseudo-random, so that no packet looks like another. */
public final class RtpEndpoint implements AutoCloseable {
    private static final int HEADER = 12;
    private static final int VERSION_2 = 0x80;
    private static final int LARGEST = 2048;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final DatagramSocket socket;
    private final int payloadType;
    private final int payloadOctets;
    private final int ssrc;
    private final Random random;
    private final LinkedBlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private final Thread receiver;
    private int sequence;

    /**
     * Opens the endpoint.
     *
     * @param payloadOctets size of the packets it sends, without RTP header
     */
    public RtpEndpoint(Namespace zone, String address, int port, int payloadType, int payloadOctets) throws Exception {
        this.socket = zone.call(() -> new DatagramSocket(new InetSocketAddress(address, port)));
        this.payloadType = payloadType;
        this.payloadOctets = payloadOctets;
        this.ssrc = address.hashCode() * 31 + port;
        this.random = new Random(ssrc);
        this.receiver = Thread.ofPlatform().daemon().name("rtp-" + port).start(this::receive);
    }

    /** Sends packets at a steady pace and returns them, as {@link #awaitPackets} shows them. */
    public List<String> send(int count, Duration pace, InetSocketAddress destination) throws IOException {
        List<String> sent = new ArrayList<>();
        long next = System.nanoTime();
        for (int i = 0; i < count; i++) {
            byte[] packet = packet();
            socket.send(new DatagramPacket(packet, packet.length, destination));
            sent.add(HexFormat.of().formatHex(packet));
            next += pace.toNanos();
            LockSupport.parkNanos(next - System.nanoTime());
        }
        return sent;
    }

    /** Waits for the next packets and returns those that came within 10 s, in the order of their arrival, as hex. */
    public List<String> awaitPackets(int count) throws InterruptedException {
        List<String> packets = new ArrayList<>();
        long giveUp = System.nanoTime() + LIMIT.toNanos();
        while (packets.size() < count) {
            String packet = arrived.poll(giveUp - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (packet == null) {
                return packets;
            }
            packets.add(packet);
        }
        return packets;
    }

    /** Packets that came beside those awaited. */
    public List<String> unexpected() {
        return List.copyOf(arrived);
    }

    /** Gives the port back; it is free on return. */
    @Override
    public void close() {
        socket.close();
        try {
            receiver.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] packet() {
        byte[] payload = new byte[payloadOctets];
        random.nextBytes(payload);
        int number = sequence++;
        return ByteBuffer.allocate(HEADER + payloadOctets)
                .put((byte) VERSION_2)
                .put((byte) payloadType)
                .putShort((short) number)
                .putInt(number * 160)
                .putInt(ssrc)
                .put(payload)
                .array();
    }

    private void receive() {
        byte[] buffer = new byte[LARGEST];
        try {
            while (!socket.isClosed()) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                arrived.add(HexFormat.of().formatHex(buffer, 0, packet.getLength()));
            }
        } catch (SocketException e) {
            // closed: the test is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
