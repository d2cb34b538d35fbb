package org.sallyport.testing.interop.sipp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.sallyport.core.pki.AnyCertificate;
import org.sallyport.testing.interop.network.Namespace;

/** Takes one connection over TCP and carries it on over TLS, for a peer that cannot speak TLS. */
public final class TlsBridge implements AutoCloseable {
    private final ServerSocket listener;
    private final InetAddress address;
    private final InetSocketAddress destination;

    /** Listens at a free port of an address of the zone. */
    public TlsBridge(Namespace zone, String address, InetSocketAddress destination) throws Exception {
        this.address = InetAddress.ofLiteral(address);
        this.destination = destination;
        this.listener = zone.call(() -> new ServerSocket(0, 1, this.address));
        zone.thread(this::carry);
    }

    /** Where a TCP peer connects to, host:port. */
    public String peer() {
        return address.getHostAddress() + ":" + listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void carry() {
        try (Socket plain = listener.accept();
                SSLSocket secured =
                        (SSLSocket) AnyCertificate.context().getSocketFactory().createSocket()) {
            secured.connect(destination);
            secured.startHandshake();
            Thread back = Thread.ofPlatform().daemon().start(() -> copy(secured, plain));
            copy(plain, secured);
            back.join();
        } catch (IOException e) {
            // either end closed its connection, or this bridge is closed; the peer's scenario notices
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.close();
        } catch (IOException e) {
            // closed by the other direction
        }
    }
}
