package org.sallyport.service.turn.transport;

import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.time.Duration;
import java.util.function.Supplier;
import org.bouncycastle.tls.TlsTimeoutException;
import org.sallyport.core.telemetry.metrics.Metrics;

/**
 * Who may come to the listeners, for how long he may be a stranger to them, and what is counted of those who may not.
 * Thread-safe.
 */
public final class Admission {
    private final ConnectionMetrics metrics;
    private final Supplier<Duration> patience;
    private final ConnectionLimits connections;
    private final ConnectionLimits tlsHandshakes;
    private final ConnectionLimits dtlsHandshakes;
    private final ConnectionLimits withWebServers;

    /**
     * For all listeners together.
     *
     * @param patience how long a handshake lasts at most, and how long it takes to say after it what is spoken
     */
    public Admission(Metrics metrics, Supplier<Duration> patience) {
        this.metrics = new ConnectionMetrics(metrics);
        this.patience = patience;
        this.connections = limits(8192, 512, Refusal.CONNECTIONS, Refusal.CONNECTIONS_OF_SOURCE);
        // One over TLS is some ten kilobytes that wait for an event loop, one over DTLS a virtual thread besides.
        this.tlsHandshakes = limits(1024, 64, Refusal.HANDSHAKES, Refusal.HANDSHAKES_OF_SOURCE);
        this.dtlsHandshakes = limits(256, 32, Refusal.HANDSHAKES, Refusal.HANDSHAKES_OF_SOURCE);
        this.withWebServers = limits(1024, 128, Refusal.WEB_CONNECTIONS, Refusal.WEB_CONNECTIONS_OF_SOURCE);
    }

    private ConnectionLimits limits(int most, int mostOfSource, Refusal tooMany, Refusal tooManyOfSource) {
        return new ConnectionLimits(metrics, most, mostOfSource, tooMany, tooManyOfSource);
    }

    ConnectionMetrics metrics() {
        return metrics;
    }

    Duration patience() {
        return patience.get();
    }

    /** Connections and associations. */
    ConnectionLimits connections() {
        return connections;
    }

    /** Those of connections that shake hands now. */
    ConnectionLimits tlsHandshakes() {
        return tlsHandshakes;
    }

    /** Those of associations that shake hands now. */
    ConnectionLimits dtlsHandshakes() {
        return dtlsHandshakes;
    }

    /** Those of connections that a web server has. */
    ConnectionLimits withWebServers() {
        return withWebServers;
    }

    /** A handshake did not come to its end. */
    void handshakeFailed(Throwable why) {
        boolean slow = why instanceof SslHandshakeTimeoutException || why instanceof TlsTimeoutException;
        metrics.refused(slow ? Refusal.HANDSHAKE_SLOW : Refusal.HANDSHAKE_FAILED);
    }
}
