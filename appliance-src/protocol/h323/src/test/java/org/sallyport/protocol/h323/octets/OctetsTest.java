package org.sallyport.protocol.h323.octets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OctetsTest {
    private final byte[] array = Hex.bytes("00 01 02 fd fe ff");

    @Test
    void equalsByContentWhereverItLies() {
        Octets window = Octets.of(array, 3, 3);
        assertThat(window).isEqualTo(Hex.octets("fd fe ff")).hasSameHashCodeAs(Hex.octets("fdfeff"));
        assertThat(window).isNotEqualTo(Hex.octets("fd fe")).isNotEqualTo(Hex.octets("fd fe fe"));
        assertThat(Octets.of(array, 6, 0)).isEqualTo(Octets.EMPTY);
        assertThat(window).hasToString("fdfeff");
    }

    @Test
    void readsAndCopiesWithinItsWindow() {
        Octets window = Octets.of(array, 1, 3).tail(1);
        assertThat(window.length()).isEqualTo(2);
        assertThat(window.at(1)).isEqualTo(0xfd);
        assertThat(window.toArray()).isEqualTo(Hex.bytes("02 fd"));
        byte[] target = new byte[4];
        window.copyTo(target, 1);
        assertThat(target).isEqualTo(Hex.bytes("00 02 fd 00"));
        assertThatThrownBy(() -> window.at(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> window.at(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @CsvSource({"-1, 2", "0, 7", "7, 0", "6, 1", "3, -1", "2147483647, 2147483647"})
    void refusesWindowsThatTheArrayDoesNotCover(int from, int length) {
        assertThatThrownBy(() -> Octets.of(array, from, length)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
