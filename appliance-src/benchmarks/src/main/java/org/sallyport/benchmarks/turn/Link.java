package org.sallyport.benchmarks.turn;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import org.sallyport.core.pki.AnyCertificate;
import org.sallyport.protocol.stun.StreamFrame;

/** What a client of TURN speaks over; waits 2 s at most for an answer. */
interface Link extends AutoCloseable {
    int PATIENCE_MILLIS = 2000;

    void send(byte[] frame) throws IOException;

    byte[] receive() throws IOException;

    @Override
    void close() throws IOException;

    /** Datagrams from an address of the loopback. */
    static Datagrams datagrams(String local, InetSocketAddress server) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.ofLiteral(local), 0)).connect(server);
        channel.socket().setSoTimeout(PATIENCE_MILLIS);
        return new Datagrams(channel);
    }

    /** A connection over TLS from an address of the loopback; whose the server's certificate is, is not asked. */
    static Encrypted encrypted(String local, InetSocketAddress server) throws IOException {
        Socket socket = AnyCertificate.context().getSocketFactory().createSocket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(local), 0));
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(server, PATIENCE_MILLIS);
        return new Encrypted(
                socket,
                new DataInputStream(new BufferedInputStream(socket.getInputStream())),
                socket.getOutputStream());
    }

    /** See {@link #datagrams}. */
    record Datagrams(DatagramChannel channel) implements Link {
        @Override
        public void send(byte[] frame) throws IOException {
            channel.write(ByteBuffer.wrap(frame));
        }

        @Override
        public byte[] receive() throws IOException {
            DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
            channel.socket().receive(packet);
            return Arrays.copyOf(packet.getData(), packet.getLength());
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** See {@link #encrypted}. */
    record Encrypted(Socket socket, DataInputStream in, OutputStream out) implements Link {
        @Override
        public void send(byte[] frame) throws IOException {
            out.write(frame);
        }

        @Override
        public byte[] receive() throws IOException {
            int prefix = in.readInt();
            ByteBuffer frame = ByteBuffer.allocate(StreamFrame.length(prefix)).putInt(prefix);
            in.readFully(frame.array(), frame.position(), frame.remaining());
            return frame.array();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
