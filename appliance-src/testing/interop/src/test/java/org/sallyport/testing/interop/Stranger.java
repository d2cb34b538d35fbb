package org.sallyport.testing.interop;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.sallyport.core.pki.AnyCertificate;
import org.sallyport.testing.interop.network.Namespace;
import org.sallyport.testing.interop.network.ThreeZones;
import org.sallyport.testing.interop.sipp.Sipp.Transport;

/** Somebody outside who sends whatever he likes, from a port or connection of his own, and hears what comes back. */
abstract class Stranger implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int LARGEST = 65_535;

    /** One who speaks a transport to the gate. */
    static Stranger over(Transport transport, Namespace outside) throws Exception {
        return outside.call(() -> switch (transport) {
            case UDP -> new OfDatagrams();
            case TCP -> new OfStreams(new Socket(Zones.GATE.getAddress(), Zones.GATE.getPort()));
            case TLS ->
                new OfStreams(AnyCertificate.context()
                        .getSocketFactory()
                        .createSocket(Zones.GATE_TLS.getAddress(), Zones.GATE_TLS.getPort()));
        });
    }

    abstract void send(String octets) throws IOException;

    /** The header section that comes next, or the whole datagram; empty when the other side closes instead. */
    abstract String hear() throws IOException;

    @Override
    public abstract void close() throws IOException;

    private static final class OfDatagrams extends Stranger {
        private final DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(ThreeZones.OUTSIDE_ADDRESS), 0));

        OfDatagrams() throws IOException {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }

        @Override
        void send(String octets) throws IOException {
            byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
            socket.send(new DatagramPacket(bytes, bytes.length, Zones.GATE));
        }

        @Override
        String hear() throws IOException {
            DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
            socket.receive(packet);
            return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    private static final class OfStreams extends Stranger {
        private final Socket socket;
        private final InputStream in;

        OfStreams(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(PATIENCE_MILLIS);
            this.in = socket.getInputStream();
        }

        @Override
        void send(String octets) throws IOException {
            socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        @Override
        String hear() throws IOException {
            StringBuilder head = new StringBuilder();
            int octet = read();
            while (octet >= 0) {
                head.append((char) octet);
                if (head.indexOf("\r\n\r\n") >= 0) {
                    return head.toString();
                }
                octet = read();
            }
            return head.toString();
        }

        /** A reset, which the unread rest of what was sent provokes, is an end as well. */
        private int read() throws IOException {
            try {
                return in.read();
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                return -1;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
