package org.sallyport.management.api.turn;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.settings.model.TurnSettings.TurnTransport;

/** A way to a server, by which whole messages go and come. */
interface TurnWay extends AutoCloseable {
    /** How long a connection or a handshake is waited for: as long as the server does, for the first one after its start takes seconds. */
    int OPENING_MILLIS = 10_000;

    /**
     * The way of a transport.
     *
     * @throws IOException when the server cannot be connected to or shaken hands with
     */
    static TurnWay open(TurnTransport transport, InetSocketAddress server) throws IOException {
        return switch (transport) {
            case UDP -> DatagramWay.open(server);
            case TCP -> ConnectionWay.open(server);
            case TLS -> ConnectionWay.openEncrypted(server);
            case DTLS -> DtlsWay.open(server);
        };
    }

    /** What encrypts a way, and with which certificate the server proves itself. */
    record Encryption(String protocol, X509Certificate certificate) {}

    /** Of a way that is encrypted. */
    Optional<Encryption> encryption();

    /** Whether what is sent arrives, so that no request is sent twice (RFC 8489 section 6.2.2). */
    boolean isReliable();

    void send(byte[] message) throws IOException;

    /**
     * The next message.
     *
     * @return null when none comes in time
     * @throws IOException when the server ends the way, or sends what is neither STUN nor ChannelData
     */
    byte @Nullable [] receive(int waitMillis) throws IOException;

    @Override
    void close() throws IOException;
}
