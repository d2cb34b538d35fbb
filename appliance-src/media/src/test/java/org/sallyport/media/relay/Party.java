package org.sallyport.media.relay;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** A party with a plain JDK socket. */
final class Party implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final DatagramSocket socket;

    private Party(DatagramSocket socket) {
        this.socket = socket;
    }

    static Party at(String host) throws IOException {
        return at(new InetSocketAddress(InetAddress.ofLiteral(host), 0));
    }

    static Party at(InetSocketAddress address) throws IOException {
        DatagramSocket socket = new DatagramSocket(address);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new Party(socket);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    void send(byte[] packet, InetSocketAddress to) throws IOException {
        socket.send(new DatagramPacket(packet, packet.length, to));
    }

    void sendRtp(int sequence, InetSocketAddress to) throws IOException {
        send(rtp(sequence), to);
    }

    byte[] receive() throws IOException {
        DatagramPacket packet = receivePacket();
        return HexFormat.of().parseHex(HexFormat.of().formatHex(packet.getData(), 0, packet.getLength()));
    }

    InetSocketAddress receiveSource() throws IOException {
        return (InetSocketAddress) receivePacket().getSocketAddress();
    }

    private DatagramPacket receivePacket() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.receive(packet);
        return packet;
    }

    int receiveSequence() throws IOException {
        return Short.toUnsignedInt(ByteBuffer.wrap(receive()).getShort(2));
    }

    /** Whether nothing waits here now; ask only after something sent later has arrived elsewhere. */
    boolean hasNothing() throws IOException {
        socket.setSoTimeout(1);
        try {
            receive();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    /** A G.711 packet of 20 ms from SSRC 0x5a11. */
    static byte[] rtp(int sequence) {
        return ByteBuffer.allocate(172)
                .putShort((short) 0x8000)
                .putShort((short) sequence)
                .putInt(sequence * 160)
                .putInt(0x5a11)
                .array();
    }

    @Override
    public void close() {
        socket.close();
    }
}
