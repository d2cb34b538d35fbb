package org.sallyport.management.api.turn;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plain datagrams, a message each. */
final class DatagramWay implements TurnWay {
    private static final int LONGEST = 2048;

    private final DatagramSocket socket;

    private DatagramWay(DatagramSocket socket) {
        this.socket = socket;
    }

    static DatagramWay open(InetSocketAddress server) throws IOException {
        DatagramSocket socket = new DatagramSocket();
        try {
            socket.connect(server);
            return new DatagramWay(socket);
        } catch (RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public Optional<Encryption> encryption() {
        return Optional.empty();
    }

    @Override
    public boolean isReliable() {
        return false;
    }

    @Override
    public void send(byte[] message) throws IOException {
        socket.send(new DatagramPacket(message, message.length));
    }

    @Override
    public byte @Nullable [] receive(int waitMillis) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
        socket.setSoTimeout(waitMillis);
        try {
            socket.receive(packet);
            return Arrays.copyOf(packet.getData(), packet.getLength());
        } catch (SocketTimeoutException _) {
            return null;
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
