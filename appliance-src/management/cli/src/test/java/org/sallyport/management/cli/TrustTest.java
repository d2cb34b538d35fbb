package org.sallyport.management.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server on the loopback whose certificate has another name. */
class TrustTest {
    private static final String PASSWORD = "for a test";

    @TempDir
    private Path directory;

    private HttpsServer server;

    @BeforeEach
    void serve() throws Exception {
        generate("server", "elsewhere.example");
        generate("other", "localhost");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(directory.resolve("server.p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** A key with its certificate in NAME.p12, the certificate alone in NAME.pem. */
    private void generate(String name, String host) throws Exception {
        String store = directory.resolve(name + ".p12").toString();
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=" + host, "-ext", "san=dns:" + host, "-keystore", store);
        keytool("-exportcert", "-rfc", "-file", directory.resolve(name + ".pem").toString(), "-keystore", store);
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "it", "-storepass", PASSWORD, "-storetype", "PKCS12"));
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }

    private int status(HttpClient client) throws Exception {
        URI uri = URI.create("https://localhost:" + server.getAddress().getPort() + "/");
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void believesTheServerWhoseCertificateWasGivenUnderAnyName() throws Exception {
        try (HttpClient client = Trust.client(false, directory.resolve("server.pem"))) {
            assertThat(status(client)).isEqualTo(204);
        }
    }

    @Test
    void believesNobodyElse() {
        for (Path pem : new Path[] {directory.resolve("other.pem"), null}) {
            try (HttpClient client = Trust.client(false, pem)) {
                assertThatThrownBy(() -> status(client)).isInstanceOf(SSLHandshakeException.class);
            }
        }
    }
}
