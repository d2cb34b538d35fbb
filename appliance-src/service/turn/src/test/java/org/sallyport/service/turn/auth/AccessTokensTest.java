package org.sallyport.service.turn.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.model.TurnSettings.TurnAccessTokens;
import org.sallyport.core.settings.model.TurnSettings.TurnTokenKey;
import org.sallyport.protocol.stun.Octets;
import org.sallyport.service.turn.AuthorizationServer;

final class AccessTokensTest {
    private static final String SERVER = "turn.example.org";
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final Duration HOUR = Duration.ofHours(1);

    private final byte[] key = AuthorizationServer.random(32);
    private final byte[] macKey = AuthorizationServer.random(20);
    private final AccessTokens tokens = new AccessTokens(new TurnAccessTokens(
            SERVER,
            List.of(new TurnTokenKey("kid", new Secret(Base64.getEncoder().encodeToString(key))))));

    private byte[] token(Instant issued) throws Exception {
        return AuthorizationServer.token(key, SERVER, macKey, issued, HOUR);
    }

    private AccessTokens.@Nullable Opened open(byte[] token) {
        return tokens.open("kid", Octets.of(token), NOW);
    }

    @Test
    void saysWhatATokenSays() throws Exception {
        assertThat(open(token(NOW))).isNotNull().satisfies(opened -> {
            assertThat(opened.macKey()).isEqualTo(macKey);
            assertThat(opened.until()).isEqualTo(NOW.plus(HOUR));
        });
    }

    @ParameterizedTest
    @CsvSource({"-3606, false", "-3604, true", "3604, true", "3606, false"})
    void opensATokenWithinItsTimeAlone(long seconds, boolean holds) throws Exception {
        assertThat(open(token(NOW.plusSeconds(seconds))) != null).isEqualTo(holds);
    }

    @Test
    void opensNoTokenThatIsCutOrChanged() throws Exception {
        byte[] sound = token(NOW);
        for (int at = 0; at < sound.length; at++) {
            byte[] changed = sound.clone();
            changed[at] ^= 1;

            assertThat(open(Arrays.copyOf(sound, at))).as("%d octets", at).isNull();
            assertThat(open(changed)).as("octet %d", at).isNull();
        }
        assertThat(open(Arrays.copyOf(sound, sound.length + 4))).isNull();
        assertThat(open(new byte[] {(byte) 0xff, (byte) 0xff})).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 19, 65})
    void takesNoKeyThatIsTooShortOrTooLong(int length) throws Exception {
        byte[] other = AuthorizationServer.random(length);

        assertThat(open(AuthorizationServer.token(key, SERVER, other, NOW, HOUR)))
                .isNull();
    }
}
