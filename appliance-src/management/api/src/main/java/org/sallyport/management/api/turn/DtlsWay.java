package org.sallyport.management.api.turn;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerOnlyTlsAuthentication;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.UDPTransport;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;
import org.jspecify.annotations.Nullable;

/** Datagrams in DTLS 1.2 (RFC 7350). */
final class DtlsWay implements TurnWay {
    private static final int MTU = 1500;

    private final DTLSTransport transport;
    private final Encryption encryption;

    private DtlsWay(DTLSTransport transport, Encryption encryption) {
        this.transport = transport;
        this.encryption = encryption;
    }

    static DtlsWay open(InetSocketAddress server) throws IOException {
        DatagramSocket socket = new DatagramSocket();
        try {
            socket.connect(server);
            Client client = new Client();
            DTLSTransport transport = new DTLSClientProtocol().connect(client, new UDPTransport(socket, MTU));
            return new DtlsWay(transport, new Encryption("DTLSv1.2", client.certificate()));
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** Takes whatever certificate it is shown, for the reason that {@link ConnectionWay} has, and keeps it. */
    private static final class Client extends DefaultTlsClient {
        private byte @Nullable [] shown;

        Client() {
            super(new JcaTlsCryptoProvider().create(new SecureRandom()));
        }

        X509Certificate certificate() throws IOException {
            if (shown == null) {
                throw new IOException("it shows no certificate");
            }
            try {
                return (X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(shown));
            } catch (CertificateException e) {
                throw new IOException("its certificate cannot be read", e);
            }
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return ProtocolVersion.DTLSv12.only();
        }

        @Override
        public int getHandshakeTimeoutMillis() {
            return OPENING_MILLIS;
        }

        @Override
        public TlsAuthentication getAuthentication() {
            return new ServerOnlyTlsAuthentication() {
                @Override
                public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
                    shown = server.getCertificate().getCertificateAt(0).getEncoded();
                }
            };
        }
    }

    @Override
    public Optional<Encryption> encryption() {
        return Optional.of(encryption);
    }

    @Override
    public boolean isReliable() {
        return false;
    }

    @Override
    public void send(byte[] message) throws IOException {
        transport.send(message, 0, message.length);
    }

    @Override
    public byte @Nullable [] receive(int waitMillis) throws IOException {
        byte[] message = new byte[transport.getReceiveLimit()];
        int length = transport.receive(message, 0, message.length, waitMillis);
        return length < 0 ? null : Arrays.copyOf(message, length);
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }
}
