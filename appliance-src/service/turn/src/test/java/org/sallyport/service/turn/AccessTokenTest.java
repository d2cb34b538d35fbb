package org.sallyport.service.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.service.turn.TestClient.code;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.media.socket.SocketMake;
import org.sallyport.protocol.stun.Octets;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.protocol.stun.StunClass;
import org.sallyport.protocol.stun.StunMessage;
import org.sallyport.protocol.stun.StunMethod;

/** Clients with access tokens (RFC 7635), which an authorization server of the test's own made. */
final class AccessTokenTest {
    private static final String SERVER = "turn.example.org";
    private static final Duration HOUR = Duration.ofHours(1);

    private final byte[] oldKey = AuthorizationServer.random(16);

    private final byte[] newKey = AuthorizationServer.random(32);
    private final byte[] macKey = AuthorizationServer.random(20);

    @TempDir
    Path state = Path.of("");

    private TestServer server;
    private TestClient client;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(SocketMake.JDK, state);
        server.set("", "token-server-name", "\"" + SERVER + "\"");
        server.set("", "token-keys", """
                [{"id": "old", "key": "%s"}, {"id": "new", "key": "%s"}]
                """.formatted(base64(oldKey), base64(newKey)));
        client = TestClient.datagrams(server.address);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    private static void show(TestClient by, String keyId, byte[] macKey, byte[] token) {
        by.user = keyId;
        by.macKey = macKey;
        by.token = Octets.of(token);
    }

    private byte[] soundToken() throws GeneralSecurityException {
        return AuthorizationServer.token(newKey, SERVER, macKey, Instant.now(), HOUR);
    }

    @Test
    void tellsStrangersWhomTheirTokensAreToBeFor() throws IOException {
        StunMessage answer = client.plain(StunMessage.of(StunClass.REQUEST, StunMethod.ALLOCATE));

        assertThat(code(answer)).isEqualTo(401);
        assertThat(answer.get(StunAttributes.THIRD_PARTY_AUTHORIZATION)).isEqualTo(SERVER);
    }

    @ParameterizedTest
    @CsvSource({"old, true", "old, false", "new, true", "new, false"})
    void allocatesForAHolderWhoThenProvesHimselfByHisKeyAlone(String keyId, boolean modern) throws Exception {
        client.modern = modern;
        byte[] key = keyId.equals("old") ? oldKey : newKey;
        show(client, keyId, macKey, AuthorizationServer.token(key, SERVER, macKey, Instant.now(), HOUR));
        assertThat(code(client.allocate())).isZero();

        client.token = null;
        assertThat(code(client.request(
                        StunMethod.CREATE_PERMISSION,
                        StunAttributes.XOR_PEER_ADDRESS.of(TestClient.at("127.0.0.1", 9)))))
                .isZero();
        assertThat(server.service.allocations())
                .singleElement()
                .satisfies(view -> assertThat(view.user()).isEqualTo(keyId));
    }

    @Test
    void takesTheHalfKeyThatCoturnsClientsProveThemselvesWith() throws Exception {
        client.modern = false;
        show(client, "new", Arrays.copyOf(macKey, 16), soundToken());

        assertThat(code(client.allocate())).isZero();
    }

    @Test
    void letsAnAllocationLastNoLongerThanItsToken() throws Exception {
        show(
                client,
                "new",
                macKey,
                AuthorizationServer.token(newKey, SERVER, macKey, Instant.now(), Duration.ofSeconds(90)));
        Duration first = client.allocate().get(StunAttributes.LIFETIME);
        assertThat(first).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(90));

        byte[] next = AuthorizationServer.random(32);
        show(client, "old", next, AuthorizationServer.token(oldKey, SERVER, next, Instant.now(), HOUR));
        StunMessage refreshed = client.request(StunMethod.REFRESH, StunAttributes.LIFETIME.of(Duration.ofMinutes(20)));
        assertThat(refreshed.get(StunAttributes.LIFETIME)).as("by the next one").isEqualTo(Duration.ofMinutes(20));
        client.token = null;
        assertThat(code(client.request(StunMethod.REFRESH)))
                .as("its key holds now")
                .isZero();
        client.macKey = macKey;
        assertThat(code(client.request(StunMethod.REFRESH)))
                .as("and the one before no longer")
                .isEqualTo(401);
    }

    @Test
    void takesPasswordsBesideAndLetsNeitherChangeWhatTheOtherMade() throws Exception {
        assertThat(code(client.allocate())).isZero();
        show(client, "new", macKey, soundToken());
        assertThat(code(client.request(StunMethod.REFRESH))).isEqualTo(441);

        try (TestClient other = TestClient.datagrams(server.address)) {
            show(other, "new", macKey, soundToken());
            assertThat(code(other.allocate())).isZero();
            other.user = TestServer.USER;
            other.token = null;
            other.macKey = null;
            assertThat(code(other.request(StunMethod.REFRESH))).isEqualTo(441);
        }
    }

    @Test
    void countsEachTokenForItself() throws Exception {
        server.set("", "limits", "{\"allocations-per-user\": 1}");
        show(client, "new", macKey, soundToken());
        assertThat(code(client.allocate())).isZero();
        try (TestClient again = TestClient.datagrams(server.address);
                TestClient other = TestClient.datagrams(server.address)) {
            show(again, "new", macKey, soundToken());
            assertThat(code(again.allocate())).isEqualTo(486);
            byte[] another = AuthorizationServer.random(20);
            show(other, "new", another, AuthorizationServer.token(newKey, SERVER, another, Instant.now(), HOUR));
            assertThat(code(other.allocate())).isZero();
        }
    }

    @Test
    void opensNothingWithAKeyThatWasTakenAway() throws Exception {
        show(client, "old", macKey, AuthorizationServer.token(oldKey, SERVER, macKey, Instant.now(), HOUR));
        assertThat(code(client.allocate())).isZero();
        server.set("", "token-keys", "[{\"id\": \"new\", \"key\": \"" + base64(newKey) + "\"}]");

        assertThat(code(client.request(StunMethod.REFRESH))).isEqualTo(401);
        client.token = null;
        assertThat(code(client.request(StunMethod.REFRESH)))
                .as("what is there goes on")
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {-3607, 3607})
    void refusesATokenOutsideItsTime(long seconds) throws Exception {
        show(
                client,
                "new",
                macKey,
                AuthorizationServer.token(newKey, SERVER, macKey, Instant.now().plusSeconds(seconds), HOUR));

        assertThat(code(client.allocate())).isEqualTo(401);
    }

    @Test
    void refusesTokensThatAreNotForItOrNotOfWhoShowsThem() throws Exception {
        refuses("new", macKey, AuthorizationServer.token(newKey, "other.example.org", macKey, Instant.now(), HOUR));
        refuses("old", macKey, soundToken());
        refuses("unknown", macKey, soundToken());
        refuses("new", AuthorizationServer.random(20), soundToken());
        show(client, "new", macKey, soundToken());
        assertThat(code(client.allocate())).as("a sound one of his own").isZero();
    }

    private void refuses(String keyId, byte[] with, byte[] token) throws IOException {
        show(client, keyId, with, token);
        assertThat(code(client.allocate())).isEqualTo(401);
    }
}
