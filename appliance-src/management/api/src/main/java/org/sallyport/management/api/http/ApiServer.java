package org.sallyport.management.api.http;

import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.sallyport.core.pki.TlsContexts;
import org.sallyport.core.pki.TlsIdentity;
import org.sallyport.core.telemetry.audit.AuditLog;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTPS server of API and console: HTTP/1.1 and HTTP/2 over TLS 1.2 and 1.3. */
public final class ApiServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    private static final int MAX_CONNECTIONS = 512;
    private static final Map<String, String> SECURITY_HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'",
            "Strict-Transport-Security",
            "max-age=31536000",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private final WebServer server;
    private final Dispatcher dispatcher;

    /**
     * Starts serving.
     *
     * @param bound where to listen; port 0 takes a free one
     * @throws IOException when the address is taken or not ours
     */
    public ApiServer(
            InetSocketAddress bound,
            TlsIdentity identity,
            List<Route> routes,
            Authenticator authenticator,
            AuditLog audit,
            Metrics metrics)
            throws IOException {
        this.dispatcher = new Dispatcher(routes, authenticator, new ConsoleFiles(), audit, metrics);
        this.server = WebServer.builder()
                .bindAddress(bound)
                .tls(tls(identity))
                .routing((HttpRouting.Builder routing) -> routing.any(this::handle))
                .maxTcpConnections(MAX_CONNECTIONS)
                .maxPayloadSize(HelidonIncoming.MOST_STREAMED)
                .idleConnectionTimeout(Duration.ofMinutes(2))
                .shutdownGracePeriod(Duration.ofMillis(500))
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .build();
        server.start();
        // Helidon logs a failed bind and goes on without a listener.
        if (!server.isRunning() || server.port() <= 0) {
            server.stop();
            throw new IOException("cannot listen on " + bound.getHostString() + ":" + bound.getPort()
                    + ": another program uses the port, or the address is not of this machine");
        }
    }

    private static Tls tls(TlsIdentity identity) {
        return Tls.builder()
                .privateKey(identity.key())
                .privateKeyCertChain(identity.chain())
                .enabledProtocols(TlsContexts.PROTOCOLS)
                .build();
    }

    /** Shows another identity from the next handshake on; connections that stand go on. */
    public void show(TlsIdentity identity) {
        server.reloadTls(tls(identity));
    }

    public int port() {
        return server.port();
    }

    private void handle(ServerRequest request, ServerResponse response) {
        Answer answer;
        try {
            answer = dispatcher.answer(new HelidonIncoming(request));
        } catch (ProblemException e) {
            answer = e.answer();
        }
        response.status(Status.create(answer.status()));
        SECURITY_HEADERS.forEach((name, value) -> response.headers().set(HeaderNames.create(name), value));
        answer.headers().forEach((name, value) -> response.headers().set(HeaderNames.create(name), value));
        switch (answer) {
            case Answer.Whole whole -> response.send(whole.octets());
            case Answer.Streamed streamed -> stream(response, streamed);
        }
    }

    private static void stream(ServerResponse response, Answer.Streamed streamed) {
        try (OutputStream out = response.outputStream()) {
            streamed.writer().write(out);
        } catch (IOException e) {
            LOG.debug("A client went away: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
