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

    /** As the command argon2 of the reference implementation writes it: {@code argon2 somesalt -id -e -t 2 -m 16 -p 1 -l 32}. */
    @Test
    void takesHashesOfTheArgon2Command() {
        String stored = PasswordHash.ofPhc(
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
        assertThat(PasswordHash.matches("password", stored)).isTrue();
        assertThat(PasswordHash.matches("Password", stored)).isFalse();
    }

    @Test
    void takesNoHashThatWouldFillTheHeap() {
        assertThatThrownBy(() -> PasswordHash.ofPhc(
                        "$argon2id$v=19$m=65537,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65536 KiB");
        assertThatThrownBy(() -> PasswordHash.ofPhc("$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFh"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("CTFh");
    }

    @Test
    void refusesWhatIsNoHash() {
        assertThatThrownBy(() -> PasswordHash.matches("x", "plain")).isInstanceOf(IllegalArgumentException.class);
    }
}
