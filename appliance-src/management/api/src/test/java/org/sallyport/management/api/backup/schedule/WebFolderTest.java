package org.sallyport.management.api.backup.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.pki.TlsContexts;
import org.sallyport.core.pki.TlsIdentity;
import org.sallyport.core.pki.TrustedAuthorities;
import org.sallyport.core.settings.model.BackupPlan.BackupTarget;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.management.api.TestIdentity;

/** Against a web server on the loopback that takes PUT over TLS from a user who proves himself. */
class WebFolderTest {
    /** {@code berta:geheim wort}, in Base64. */
    private static final String BERTA = "Basic YmVydGE6Z2VoZWltIHdvcnQ=";

    @TempDir
    private Path directory;

    private final TlsIdentity identity = TestIdentity.make();
    private final Map<String, String> kept = new ConcurrentHashMap<>();
    private HttpsServer server;
    private Path backup;

    @BeforeEach
    void start() throws IOException {
        backup = Files.writeString(directory.resolve("auto-gate.backup"), "octets");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(TlsContexts.of(identity, new TrustedAuthorities(List.of()))));
        server.createContext("/kept/", this::take);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean isBerta = BERTA.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            if (isBerta && exchange.getRequestMethod().equals("PUT")) {
                kept.put(exchange.getRequestURI().getPath(), body);
            }
            exchange.sendResponseHeaders(isBerta ? 201 : 401, -1);
        }
    }

    private void put(String host, String folder, String secret, List<X509Certificate> authorities) throws Exception {
        URI url = URI.create("https://berta@" + host + ":" + server.getAddress().getPort() + folder);
        new WebFolder(new BackupTarget(url, new Secret(secret), "", authorities)).put(backup, "auto-", 2);
    }

    @Test
    void putsABackupThere() throws Exception {
        put("localhost", "/kept", "geheim wort", identity.chain());
        put("localhost", "/kept/deep%20in/", "geheim wort", identity.chain());
        assertThat(kept)
                .containsOnly(
                        Map.entry("/kept/auto-gate.backup", "octets"),
                        Map.entry("/kept/deep in/auto-gate.backup", "octets"));
    }

    @Test
    void saysWhatToDoWhenItIsRefused() {
        assertThatThrownBy(() -> put("localhost", "/kept", "guessed", identity.chain()))
                .isInstanceOfSatisfying(TargetException.class, e -> {
                    assertThat(e).hasMessage("localhost answers 401.");
                    assertThat(e.remedy()).contains("management.backup.target.secret");
                });
        assertThatThrownBy(() -> put("localhost", "/elsewhere", "geheim wort", identity.chain()))
                .isInstanceOfSatisfying(TargetException.class, e -> {
                    assertThat(e).hasMessage("localhost answers 404.");
                    assertThat(e.remedy()).contains("Make the folder");
                });
        server.stop(0);
        assertThatThrownBy(() -> put("localhost", "/kept", "geheim wort", identity.chain()))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("localhost cannot be reached");
    }

    @Test
    void sendsNothingToAServerForWhichNobodyVouches() {
        assertThatThrownBy(() -> put("localhost", "/kept", "geheim wort", List.of()))
                .isInstanceOfSatisfying(
                        TargetException.class,
                        e -> assertThat(e.remedy()).contains("management.backup.target.authorities"));
        assertThat(kept).isEmpty();
    }

    @Test
    void sendsNothingToAServerWithTheCertificateOfAnother() {
        assertThatThrownBy(() -> put("127.0.0.1", "/kept", "geheim wort", identity.chain()))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("could not prove who it is");
        assertThat(kept).isEmpty();
    }
}
