package org.sallyport.testing.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.testing.interop.appliance.Appliance;
import org.sallyport.testing.interop.appliance.SourceTree;
import org.sallyport.testing.interop.network.Namespace;
import org.sallyport.testing.interop.network.ThreeZones;

/** A WebRTC call of two Chromium pages, one outside and one inside, through Sallyport's TURN server and no other way. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowsersThroughTurnTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LIMIT_SECONDS = 120;
    private static final String SETTINGS = """
            turn:
              realm: turn.example
              listeners:
              - {name: udp, side: external, transport: udp, address: 203.0.113.1}
              - {name: tcp, side: external, transport: tcp, address: 203.0.113.1}
              - {name: tls, side: external, transport: tls, address: 203.0.113.1, port: 443}
              - {name: inside-udp, side: internal, transport: udp, address: 10.77.20.1}
              - {name: inside-tcp, side: internal, transport: tcp, address: 10.77.20.1}
              - {name: inside-tls, side: internal, transport: tls, address: 10.77.20.1, port: 443}
              relay: {address: 203.0.113.1}
              users:
              - {name: alice, password: open sesame}
            """;

    @TempDir
    static Path state;

    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();
    private static ThreeZones zones;
    private static Appliance appliance;

    @BeforeAll
    static void startSallyport() throws Exception {
        assumeTrue(ThreeZones.possible(), "needs root and network namespaces");
        zones = ThreeZones.build();
        OPEN.push(zones);
        appliance = Appliance.start(zones.dmz(), state, Zones.SETTINGS + SETTINGS);
        OPEN.push(appliance);
    }

    @AfterAll
    static void stopSallyport() throws Exception {
        while (!OPEN.isEmpty()) {
            OPEN.pop().close();
        }
    }

    @Test
    @Order(1)
    void carriesACallOverUdp() throws Exception {
        assertThatACallLasts("turn:%s?transport=udp", "udp");
    }

    @ParameterizedTest
    @Order(2)
    @CsvSource({"turn:%s?transport=tcp, tcp", "turns:%s:443?transport=tcp, tls"})
    void carriesACallWhereNothingButTcpPasses(String urls, String protocol) throws Exception {
        zones.letOnlyTcpPass(zones.outside());
        zones.letOnlyTcpPass(zones.inside());

        assertThatACallLasts(urls, protocol);
    }

    private static void assertThatACallLasts(String urls, String protocol) throws Exception {
        JsonNode seen = call(urls);

        for (String when : new String[] {"first", "restarted"}) {
            assertThat(seen.path(when)).as(seen.toString()).hasSize(2).allSatisfy(page -> {
                assertThat(page.path("state").asText()).isIn("connected", "completed");
                assertThat(page.path("candidate").asText()).isEqualTo("relay");
                assertThat(page.path("protocol").asText()).isEqualTo(protocol);
                assertThat(page.path("frames").asInt()).isPositive();
            });
        }
        assertThat(seen.at("/restarted/0/fragment")).isNotEqualTo(seen.at("/first/0/fragment"));
        assertThat(seen.path("echo").asText()).isEqualTo("through the relay");
        assertThat(seen.path("echoAgain").asText()).isEqualTo("after the restart");
    }

    private static JsonNode call(String urls) throws Exception {
        ObjectNode wanted = JSON.createObjectNode().put("spki", keyOfServer());
        wanted.putArray("pages")
                .add(page(zones.outside(), urls, ThreeZones.DMZ_EXTERNAL_ADDRESS))
                .add(page(zones.inside(), urls, ThreeZones.DMZ_INTERNAL_ADDRESS));
        Path complaints = Files.createTempFile("relayed-call-", ".txt");
        Process browsers = new ProcessBuilder("node", "webrtc/relayed-call.mjs", wanted.toString())
                .directory(SourceTree.root().resolve("testing/interop").toFile())
                .redirectError(complaints.toFile())
                .start();
        try {
            String said = new String(browsers.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = browsers.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            String all = said + Files.readString(complaints);
            assertThat(ended).as(all).isTrue();
            assertThat(browsers.exitValue()).as(all).isZero();
            return JSON.readTree(said);
        } finally {
            browsers.destroyForcibly();
            Files.delete(complaints);
        }
    }

    private static ObjectNode page(Namespace zone, String urls, String server) {
        return JSON.createObjectNode()
                .put("zone", zone.name())
                .put("urls", urls.formatted(server))
                .put("username", "alice")
                .put("credential", "open sesame");
    }

    /** SHA-256 of the public key that the server proves itself with, for pages that know no authority of it. */
    private static String keyOfServer() throws Exception {
        Path certificate;
        try (var files = Files.walk(state)) {
            certificate = files.filter(file -> file.endsWith(Path.of("turn-tls", "certificate.pem")))
                    .findFirst()
                    .orElseThrow();
        }
        try (InputStream in = Files.newInputStream(certificate)) {
            byte[] key = CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getPublicKey()
                    .getEncoded();
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
        }
    }
}
