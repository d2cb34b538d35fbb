package org.sallyport.management.api.turn;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.pki.AnyCertificate;
import org.sallyport.protocol.stun.StreamFrame;

/** A connection, with TLS or without, on which messages follow each other (RFC 8656 section 12.5). */
final class ConnectionWay implements TurnWay {
    private final Socket socket;
    private final @Nullable Encryption encryption;

    private ConnectionWay(Socket socket, @Nullable Encryption encryption) {
        this.socket = socket;
        this.encryption = encryption;
    }

    static ConnectionWay open(InetSocketAddress server) throws IOException {
        return new ConnectionWay(connected(server), null);
    }

    static ConnectionWay openEncrypted(InetSocketAddress server) throws IOException {
        Socket plain = connected(server);
        try {
            // This is about whether our own server is reached, and only proofs go there that do not give the password
            // away.
            SSLSocket socket = (SSLSocket) AnyCertificate.context()
                    .getSocketFactory()
                    .createSocket(plain, server.getHostString(), server.getPort(), true);
            socket.setSoTimeout(OPENING_MILLIS);
            socket.startHandshake();
            X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return new ConnectionWay(socket, new Encryption(socket.getSession().getProtocol(), shown));
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private static Socket connected(InetSocketAddress server) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(server, OPENING_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public Optional<Encryption> encryption() {
        return Optional.ofNullable(encryption);
    }

    @Override
    public boolean isReliable() {
        return true;
    }

    @Override
    public void send(byte[] message) throws IOException {
        socket.getOutputStream().write(message);
    }

    @Override
    public byte @Nullable [] receive(int waitMillis) throws IOException {
        socket.setSoTimeout(waitMillis);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        int prefix;
        try {
            prefix = in.readInt();
        } catch (SocketTimeoutException _) {
            return null;
        }
        int length = StreamFrame.length(prefix);
        if (length < StreamFrame.PREFIX_LENGTH) {
            throw new IOException("it does not speak STUN");
        }
        ByteBuffer frame = ByteBuffer.allocate(length).putInt(prefix);
        in.readFully(frame.array(), frame.position(), frame.remaining());
        return frame.array();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
