package org.sallyport.service.sip.peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.sallyport.core.pki.TlsContexts;
import org.sallyport.core.pki.TlsIdentity;
import org.sallyport.core.pki.TrustedAuthorities;

/** A SIP server over TLS that answers every request without a body with 200. */
public final class TlsAnswerer implements AutoCloseable {
    private final SSLServerSocket listening;
    private final List<String> methods = new CopyOnWriteArrayList<>();

    public TlsAnswerer(String address, TlsIdentity identity) throws IOException {
        listening = (SSLServerSocket) TlsContexts.of(identity, new TrustedAuthorities(List.of()))
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.ofLiteral(address));
        Thread.ofVirtual().start(this::accept);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    /** Methods of the requests received. */
    public List<String> methods() {
        return methods;
    }

    private void accept() {
        try {
            while (true) {
                SSLSocket connection = (SSLSocket) listening.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(SSLSocket connection) {
        try (connection) {
            InputStream in = connection.getInputStream();
            while (true) {
                byte[] head = head(in);
                SipText request = SipText.parse(head, head.length);
                methods.add(request.method());
                String response = "SIP/2.0 200 OK\r\nVia: " + request.must("Via") + "\r\nFrom: " + request.must("From")
                        + "\r\nTo: " + request.must("To") + ";tag=1\r\nCall-ID: " + request.must("Call-ID")
                        + "\r\nCSeq: " + request.must("CSeq") + "\r\nContent-Length: 0\r\n\r\n";
                connection.getOutputStream().write(response.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // the other side refused the certificate, or is gone
        }
    }

    private static byte[] head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("the other side is gone");
            }
            head.write(octet);
        }
        return head.toByteArray();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
