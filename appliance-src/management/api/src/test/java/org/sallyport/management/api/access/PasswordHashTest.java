package org.sallyport.management.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class PasswordHashTest {

    @Test
    void matchesItsPasswordOnly() {
        String stored = PasswordHash.of("pässword");
        assertThat(PasswordHash.matches("pässword", stored)).isTrue();
        assertThat(PasswordHash.matches("password", stored)).isFalse();
        assertThat(PasswordHash.matches("pässword", PasswordHash.OF_NOBODY)).isFalse();
    }

    @Test
    void saltsEachHash() {
        assertThat(PasswordHash.of("same"))
                .isNotEqualTo(PasswordHash.of("same"))
                .startsWith("argon2id$19456$2$");
    }

    @Test
    void refusesWhatIsNoHash() {
        assertThatThrownBy(() -> PasswordHash.matches("x", "plain")).isInstanceOf(IllegalArgumentException.class);
    }
}
