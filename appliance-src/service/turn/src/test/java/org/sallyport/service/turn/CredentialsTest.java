package org.sallyport.service.turn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.service.turn.TestClient.code;

import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.media.socket.SocketMake;
import org.sallyport.protocol.stun.MessageKey;
import org.sallyport.protocol.stun.MessageKey.Integrity;
import org.sallyport.protocol.stun.PasswordAlgorithm;
import org.sallyport.protocol.stun.StunAttributes;
import org.sallyport.protocol.stun.StunClass;
import org.sallyport.protocol.stun.StunEncoder;
import org.sallyport.protocol.stun.StunEncoder.Ending;
import org.sallyport.protocol.stun.StunMessage;
import org.sallyport.protocol.stun.StunMethod;
import org.sallyport.service.turn.auth.TemporaryCredential;

/** Who is believed, with which credentials and nonces (RFC 8489 section 9.2). */
@ParameterizedClass
@EnumSource(SocketMake.class)
final class CredentialsTest extends WithServer {
    @Test
    void challengesStrangersAndOffersBothAlgorithms() throws IOException {
        StunMessage answer = client.plain(
                StunMessage.of(StunClass.REQUEST, StunMethod.ALLOCATE, StunAttributes.REQUESTED_TRANSPORT.of(17)));

        assertThat(code(answer)).isEqualTo(401);
        assertThat(answer.get(StunAttributes.REALM)).isEqualTo(TestServer.REALM);
        assertThat(answer.get(StunAttributes.NONCE)).startsWith("obMatJos2gAAA");
        assertThat(answer.get(StunAttributes.PASSWORD_ALGORITHMS)).hasSize(2);
    }

    @Test
    void takesCredentialsOfOldClients() throws IOException {
        client.modern = false;

        assertThat(code(client.allocate())).isZero();
    }

    @Test
    void takesCredentialsMadeWithASharedSecretUntilTheyEnd() throws Exception {
        rest(client, Instant.now().plusSeconds(600));
        assertThat(code(client.allocate())).isZero();

        try (TestClient late = TestClient.datagrams(server.address)) {
            rest(late, Instant.now().minusSeconds(1));
            assertThat(code(late.allocate())).isEqualTo(401);
        }
    }

    private static void rest(TestClient of, Instant end) throws Exception {
        of.user = end.getEpochSecond() + ":carol";
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(TestServer.SECRET.getBytes(UTF_8), "HmacSHA1"));
        of.password = Base64.getEncoder().encodeToString(mac.doFinal(of.user.getBytes(UTF_8)));
    }

    @Test
    void takesUsersThatItMadeForATestWhateverTheQuotaOfAUser() throws Exception {
        server.set("", "limits", "{\"allocations-per-user\": 1}");
        for (int i = 0; i < 2; i++) {
            TemporaryCredential made = server.service.testCredential();
            try (TestClient tester = TestClient.datagrams(server.address)) {
                tester.user = made.user();
                tester.password = made.password();
                assertThat(code(tester.allocate())).isZero();
            }
        }
    }

    @Test
    void refusesWrongPasswordsUnknownUsersAndHalfRequests() throws IOException {
        client.password = "wrong";
        assertThat(code(client.allocate())).isEqualTo(401);
        client.user = "mallory";
        assertThat(code(client.allocate())).isEqualTo(401);

        StunMessage request = StunMessage.of(StunClass.REQUEST, StunMethod.ALLOCATE, StunAttributes.REALM.of("x"));
        client.send(StunEncoder.encode(request, new MessageKey(Integrity.SHA1, new byte[16]), Ending.PLAIN));
        assertThat(code(client.message().message())).isEqualTo(400);
    }

    @Test
    void refusesToBeTalkedOutOfTheBetterAlgorithm() throws IOException {
        client.allocate();
        StunMessage refresh = StunMessage.of(
                StunClass.REQUEST,
                StunMethod.REFRESH,
                StunAttributes.PASSWORD_ALGORITHMS.of(List.of(PasswordAlgorithm.MD5)),
                StunAttributes.PASSWORD_ALGORITHM.of(PasswordAlgorithm.MD5));
        client.modern = false;
        client.send(client.signed(refresh));

        assertThat(code(client.message().message())).isEqualTo(400);
    }

    @Test
    void holdsNoNonceOfAnotherClientForFresh() throws IOException {
        client.allocate();
        try (TestClient thief = TestClient.datagrams(server.address)) {
            thief.nonce = client.nonce;
            thief.send(thief.signed(StunMessage.of(StunClass.REQUEST, StunMethod.REFRESH)));

            assertThat(code(thief.message().message())).isEqualTo(438);
        }
    }

    @Test
    void letsNobodyElseChangeAnAllocation() throws IOException {
        client.allocate();
        client.user = "bob";

        assertThat(code(client.request(StunMethod.REFRESH))).isEqualTo(441);
    }

    @Test
    void answersNoMoreStrangersOfOneSourceThanItsBudget() throws IOException {
        byte[] allocate = StunEncoder.encode(StunMessage.of(StunClass.REQUEST, StunMethod.ALLOCATE), Ending.PLAIN);
        for (int i = 0; i < 400; i++) {
            client.send(allocate);
        }
        await(() -> server.metric("sallyport_turn_requests_total{method=\"allocate\"}") == 400);

        double refused = server.metric("sallyport_turn_error_responses_total{code=\"401\"}");
        assertThat(refused).isBetween(50.0, 200.0);
        assertThat(server.dropped("over_budget")).isEqualTo(400 - refused);
    }
}
