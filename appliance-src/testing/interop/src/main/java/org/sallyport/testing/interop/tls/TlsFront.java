package org.sallyport.testing.interop.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.sallyport.testing.interop.network.Namespace;

/** Takes connections over TLS and carries each on over TCP, for a server that cannot speak TLS. */
public final class TlsFront implements AutoCloseable {
    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final Namespace zone;
    private volatile SSLContext context;

    /** Listens in a zone; what it takes goes to a server in the same zone. */
    public TlsFront(Namespace zone, InetSocketAddress bound, InetSocketAddress server, OpensslAuthority.Issued identity)
            throws Exception {
        this.zone = zone;
        this.server = server;
        this.context = context(identity);
        this.listener =
                zone.call(() -> new ServerSocket(bound.getPort(), 50, InetAddress.ofLiteral(bound.getHostString())));
        zone.thread(this::accept);
    }

    /** Shows another certificate from the next connection on. */
    public void show(OpensslAuthority.Issued identity) throws Exception {
        context = context(identity);
    }

    private static SSLContext context(OpensslAuthority.Issued identity) throws IOException, GeneralSecurityException {
        char[] password = OpensslAuthority.Issued.PASSWORD.toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(identity.store())) {
            store.load(file, password);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, password);
        SSLContext made = SSLContext.getInstance("TLS");
        made.init(keys.getKeyManagers(), null, null);
        return made;
    }

    private void accept() {
        try {
            while (true) {
                Socket taken = listener.accept();
                zone.thread(() -> carry(taken));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void carry(Socket taken) {
        try (taken;
                SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(taken, null, true)) {
            secured.setUseClientMode(false);
            secured.startHandshake();
            try (Socket plain = new Socket(server.getAddress(), server.getPort())) {
                zone.thread(() -> copy(plain, secured));
                copy(secured, plain);
            }
        } catch (IOException e) {
            // the other side refused the certificate, or the server is not there; the test notices
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

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
