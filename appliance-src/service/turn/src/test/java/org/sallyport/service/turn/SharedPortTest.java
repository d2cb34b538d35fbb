package org.sallyport.service.turn;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.service.turn.TestClient.at;
import static org.sallyport.service.turn.TestClient.code;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.pki.AnyCertificate;
import org.sallyport.core.pki.TlsContexts;
import org.sallyport.core.pki.TrustedAuthorities;
import org.sallyport.media.socket.SocketMake;

/** TURN over TLS and HTTPS at one port (RFC 7443). */
final class SharedPortTest {
    private static final int LARGE = 8 << 20;
    private static final int PATIENCE_MILLIS = 5000;

    @TempDir
    Path state = Path.of("");

    private TestServer server;
    private HttpServer web;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(SocketMake.JDK, state);
        web = HttpServer.create(at("127.0.0.1", 0), 0);
        serve(web);
        share(web, "");
    }

    @AfterEach
    void stop() {
        web.stop(0);
        server.close();
    }

    private static void serve(HttpServer web) {
        web.createContext("/page", exchange -> answer(exchange, "a page".getBytes(UTF_8)));
        web.createContext("/large", exchange -> answer(exchange, new byte[LARGE]));
        web.createContext(
                "/echo", exchange -> answer(exchange, exchange.getRequestBody().readAllBytes()));
        web.start();
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void share(HttpServer with, String tls) throws IOException {
        server.set("", "web-servers", """
                [{"listener": "tls", "address": "127.0.0.1", "port": %d%s}]
                """.formatted(with.getAddress().getPort(), tls));
    }

    private SSLSocket connect(String... protocols) throws Exception {
        SSLSocket socket = (SSLSocket) AnyCertificate.context()
                .getSocketFactory()
                .createSocket(
                        server.secureAddress().getAddress(),
                        server.secureAddress().getPort());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return ask(HttpRequest.newBuilder(uri(path)));
    }

    private URI uri(String path) {
        return URI.create("https://127.0.0.2:" + server.secureAddress().getPort() + path);
    }

    private static HttpResponse<byte[]> ask(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(AnyCertificate.context())
                .connectTimeout(Duration.ofMillis(PATIENCE_MILLIS))
                .build()) {
            return client.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofByteArray());
        }
    }

    private double handedOn() {
        return server.metric("sallyport_turn_web_connections_total");
    }

    private static int end(SSLSocket of) {
        try {
            return of.getInputStream().read();
        } catch (IOException e) {
            return -1;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "stun.turn", "stun.nat-discovery"})
    void allocatesWhileItServesPages(String protocol) throws Exception {
        String[] protocols = protocol.isEmpty() ? new String[0] : new String[] {protocol};
        try (SSLSocket socket = connect(protocols);
                TestClient client = TestClient.connection(socket)) {
            assertThat(code(client.allocate())).isZero();
            assertThat(socket.getApplicationProtocol()).isEqualTo(protocol);

            assertThat(get("/page").body()).asString(UTF_8).isEqualTo("a page");

            assertThat(server.service.allocations()).hasSize(1);
            assertThat(handedOn()).isEqualTo(1);
        }
        TestServer.await(() -> server.liveObjects.counts().getOrDefault("turn-web-connection", 0L) == 0);
    }

    @Test
    void passesLargeBodiesBothWays() throws Exception {
        byte[] body = new byte[LARGE];
        body[LARGE - 1] = 7;

        assertThat(get("/large").body()).hasSize(LARGE);
        assertThat(ask(HttpRequest.newBuilder(uri("/echo")).POST(HttpRequest.BodyPublishers.ofByteArray(body)))
                        .body())
                .isEqualTo(body);
    }

    @Test
    void knowsHttpByItsFirstWordThoughItComesInPieces() throws Exception {
        try (SSLSocket socket = connect()) {
            for (String piece : List.of("G", "ET", " /page HTTP/1.1\r\nHost: x\r\n", "Connection: close\r\n\r\n")) {
                socket.getOutputStream().write(piece.getBytes(US_ASCII));
                socket.getOutputStream().flush();
            }

            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 200 ")
                    .endsWith("a page");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u0000\u0001\u0000\u0000none", "get / HTTP/1.1\r\n", "AVERYVERYLONGWORDINDEED ", "@", "        "
            })
    void refusesWhatIsNeither(String said) throws Exception {
        try (SSLSocket socket = connect()) {
            socket.getOutputStream().write(said.getBytes(US_ASCII));

            assertThat(end(socket)).isEqualTo(-1);
        }
        TestServer.await(() -> server.refused("neither") == 1);
        assertThat(handedOn()).isZero();
    }

    @Test
    void refusesWhoSaysNothingAfterTheHandshake() throws Exception {
        server.set("", "limits", "{\"handshake-timeout\": \"1s\"}");
        try (SSLSocket socket = connect("http/1.1")) {
            socket.startHandshake();

            assertThat(end(socket)).isEqualTo(-1);
        }
        TestServer.await(() -> server.refused("silent") == 1);
        assertThat(handedOn()).isZero();
    }

    @Test
    void refusesWhatTheWebServerDoesNotAnswer() throws Exception {
        web.stop(0);

        assertThatThrownBy(() -> get("/page")).isInstanceOf(IOException.class);
        TestServer.await(() -> server.refused("web_server") >= 1);
    }

    @Test
    void speaksTlsToAWebServerThatProvesWhoItIs() throws Exception {
        HttpsServer secure = HttpsServer.create(at("127.0.0.1", 0), 0);
        secure.setHttpsConfigurator(
                new HttpsConfigurator(TlsContexts.of(server.identity, new TrustedAuthorities(List.of()))));
        serve(secure);
        String authority = pem(server.identity.chain().getFirst());
        try {
            share(secure, tls("127.0.0.2", authority));
            assertThat(get("/page").body()).asString(UTF_8).isEqualTo("a page");

            share(secure, tls("web.example.org", authority));
            assertThatThrownBy(() -> get("/page")).isInstanceOf(IOException.class);
            TestServer.await(() -> server.refused("web_server") >= 1);
        } finally {
            secure.stop(0);
        }
    }

    /** In PEM, as it is written in JSON. */
    private static String pem(X509Certificate certificate) throws CertificateEncodingException {
        return "-----BEGIN CERTIFICATE-----\\n"
                + Base64.getEncoder().encodeToString(certificate.getEncoded())
                + "\\n-----END CERTIFICATE-----";
    }

    private static String tls(String name, String authorities) {
        return ", \"certificate-name\": \"" + name + "\", \"authorities\": \"" + authorities + "\"";
    }
}
