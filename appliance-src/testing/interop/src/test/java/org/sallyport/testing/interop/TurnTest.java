package org.sallyport.testing.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.core.pki.AnyCertificate;
import org.sallyport.testing.interop.appliance.Appliance;
import org.sallyport.testing.interop.coturn.TurnUtils;
import org.sallyport.testing.interop.coturn.TurnUtils.Count;
import org.sallyport.testing.interop.network.ThreeZones;
import org.sallyport.testing.interop.network.ZoneProgram;

/** The clients of coturn outside, Sallyport's TURN server in the DMZ, peers outside and inside. */
class TurnTest {
    private static final int PEER_PORT = 3480;
    private static final int WEB_PORT = 8080;
    private static final int MESSAGES = 10;
    private static final Pattern FORBIDDEN =
            Pattern.compile("sallyport_turn_error_responses_total\\{[^}]*code=\"403\"[^}]*} [1-9]");
    /** The peers of the outside are of networks for documentation, which count as public. */
    private static final String TURN = """
            turn:
              realm: turn.example
              listeners:
              - {name: udp, side: external, transport: udp, address: 203.0.113.1}
              - {name: tcp, side: external, transport: tcp, address: 203.0.113.1}
              - {name: tls, side: external, transport: tls, address: 203.0.113.1}
              - {name: dtls, side: external, transport: dtls, address: 203.0.113.1}
              - {name: web, side: external, transport: tls, address: 203.0.113.1, port: 443}
              - {name: udp6, side: external, transport: udp, address: "2001:db8:1::1"}
              relay: {address: 203.0.113.1, ipv6-address: "2001:db8:1::1"}
              users:
              - {name: alice, password: open sesame}
              shared-secrets:
              - {secret: the one before}
              - {secret: shared with a web server}
              token-server-name: turn.example
              token-keys:
              - {id: north, key: "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="}
              - {id: union, key: "MTIzNDU2Nzg5MDEyMzQ1Ng=="}
              - {id: oldempire, key: "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI="}
              web-servers:
              - {listener: web, address: 10.77.20.20, port: 8080}
            """;

    @TempDir
    static Path state;

    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();
    private static ThreeZones zones;
    private static Appliance appliance;

    @BeforeAll
    static void startSallyport() throws Exception {
        assumeTrue(ThreeZones.possible(), "needs root and network namespaces");
        assumeTrue(TurnUtils.isInstalled(), "needs coturn's turnutils_uclient and turnutils_peer");
        zones = ThreeZones.build();
        OPEN.push(zones);
        zones.addIpv6Outside();
        appliance = Appliance.start(zones.dmz(), state, Zones.SETTINGS + TURN);
        OPEN.push(appliance);
        OPEN.push(TurnUtils.peer(zones.outside(), ThreeZones.OUTSIDE_ADDRESS, PEER_PORT));
        OPEN.push(TurnUtils.peer(zones.outside(), ThreeZones.OUTSIDE_IPV6, PEER_PORT));
        OPEN.push(TurnUtils.peer(zones.inside(), ThreeZones.INSIDE_ADDRESS, PEER_PORT));
    }

    @AfterAll
    static void stopSallyport() throws Exception {
        while (!OPEN.isEmpty()) {
            OPEN.pop().close();
        }
    }

    /** Some messages to a peer and back, with the options of whom they are from. */
    private static Count run(List<String> options, String peer, String server) throws Exception {
        List<String> words = new ArrayList<>(options);
        words.addAll(List.of("-n", Integer.toString(MESSAGES), "-r", Integer.toString(PEER_PORT), "-e", peer, server));
        return TurnUtils.run(zones.outside(), words);
    }

    private static void assertAllCameBack(Count count) {
        assertThat(count.sent()).as(count.output()).isGreaterThanOrEqualTo(MESSAGES);
        assertThat(count.received()).as(count.output()).isEqualTo(count.sent());
    }

    @ParameterizedTest
    @CsvSource({
        "UDP by channel,   -c,    203.0.113.10,   203.0.113.1",
        "UDP by Send,      -c -s, 203.0.113.10,   203.0.113.1",
        "whole datagrams,  -c -s -g, 203.0.113.10, 203.0.113.1",
        "TCP,              -c -t, 203.0.113.10,   203.0.113.1",
        "TLS,              -c -t -S, 203.0.113.10, 203.0.113.1",
        "TLS beside HTTPS, -c -t -S -p 443, 203.0.113.10, 203.0.113.1",
        "moving,           -c -M, 203.0.113.10,   203.0.113.1",
        "moving over TCP,  -c -t -M, 203.0.113.10, 203.0.113.1",
        "DTLS,             -c -S, 203.0.113.10,   203.0.113.1",
        "TCP relay,        -T,    203.0.113.10,   203.0.113.1",
        "TCP relay and TLS, -T -S, 203.0.113.10,  203.0.113.1",
        "port pairs,       -v,    203.0.113.10,   203.0.113.1",
        "IPv6 to the peer, -c -x, 2001:db8:1::10, 203.0.113.1",
        "IPv6 all the way, -c -x, 2001:db8:1::10, 2001:db8:1::1"
    })
    void relaysForAUser(String what, String options, String peer, String server) throws Exception {
        List<String> words = new ArrayList<>(List.of(options.split(" ", -1)));
        words.addAll(List.of("-u", "alice", "-w", "open sesame"));

        assertAllCameBack(run(words, peer, server));
    }

    @Test
    void relaysForACredentialMadeWithASharedSecret() throws Exception {
        List<String> carol = List.of("-c", "-u", "carol", "-W", "shared with a web server");

        assertAllCameBack(run(carol, ThreeZones.OUTSIDE_ADDRESS, ThreeZones.DMZ_EXTERNAL_ADDRESS));
    }

    /** The keys are those that coturn's client makes tokens with. */
    @Test
    void relaysForTheHolderOfAnAccessToken() throws Exception {
        assertAllCameBack(run(List.of("-c", "-J"), ThreeZones.OUTSIDE_ADDRESS, ThreeZones.DMZ_EXTERNAL_ADDRESS));
    }

    @Test
    void refusesAStrangerAndAPeerInside() throws Exception {
        List<String> stranger = List.of("-c", "-u", "mallory", "-w", "guess");
        List<String> alice = List.of("-c", "-u", "alice", "-w", "open sesame");

        Count refused = run(stranger, ThreeZones.OUTSIDE_ADDRESS, ThreeZones.DMZ_EXTERNAL_ADDRESS);
        assertThat(refused.sent()).as(refused.output()).isZero();
        Count inward = run(alice, ThreeZones.INSIDE_ADDRESS, ThreeZones.DMZ_EXTERNAL_ADDRESS);
        assertThat(inward.received()).as(inward.output()).isZero();
        assertThat(appliance.api().awaitText("/metrics", FORBIDDEN.asPredicate()))
                .containsPattern(FORBIDDEN);
    }

    /** A client of alice's that sends for a minute. */
    private static ZoneProgram start(String options) throws Exception {
        List<String> words = new ArrayList<>(List.of("/usr/bin/turnutils_uclient"));
        words.addAll(List.of(options.split(" ", -1)));
        words.addAll(List.of("-u", "alice", "-w", "open sesame", "-n", "2000"));
        words.addAll(List.of("-e", ThreeZones.OUTSIDE_ADDRESS, ThreeZones.DMZ_EXTERNAL_ADDRESS));
        return ZoneProgram.start(zones.outside(), Files.createTempDirectory("uclient-"), words);
    }

    /** One of those that are there, once there is one as it is wanted. */
    private static JsonNode anAllocation(Predicate<JsonNode> wanted) throws Exception {
        appliance.api().await("/api/v1/turn/allocations", found -> items(found).anyMatch(wanted));
        return items(appliance.api().get("/api/v1/turn/allocations"))
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> items(JsonNode found) {
        return found.path("items").valueStream();
    }

    @Test
    void servesPagesOfAWebServerInsideAtThePortOfTurn() throws Exception {
        HttpServer web = zones.inside()
                .call(() -> HttpServer.create(new InetSocketAddress(ThreeZones.INSIDE_ADDRESS, WEB_PORT), 0));
        web.createContext("/", exchange -> {
            byte[] page = "a page of the inside".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        web.start();
        try (ZoneProgram _ = start("-c -t -S -p 443")) {
            anAllocation(found -> found.path("listener").asText().equals("web"));

            assertThat(zones.outside().call(TurnTest::page)).isEqualTo("a page of the inside");
        } finally {
            web.stop(0);
        }
    }

    /** Whose the certificate is, is not what is tested here. */
    private static String page() throws Exception {
        HttpsURLConnection connection =
                (HttpsURLConnection) URI.create("https://203.0.113.1/").toURL().openConnection();
        connection.setSSLSocketFactory(AnyCertificate.context().getSocketFactory());
        connection.setHostnameVerifier((_, _) -> true);
        try (InputStream page = connection.getInputStream()) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void showsAnAllocationWhileItLives() throws Exception {
        try (ZoneProgram _ = start("-c")) {
            JsonNode allocation =
                    anAllocation(found -> found.path("listener").asText().equals("udp"));
            assertThat(allocation.path("user").asText()).isEqualTo("alice");
            assertThat(allocation.path("client").asText()).startsWith(ThreeZones.OUTSIDE_ADDRESS + ":");
            assertThat(allocation.at("/relayed/0").asText()).startsWith(ThreeZones.DMZ_EXTERNAL_ADDRESS + ":");
        }
    }
}
