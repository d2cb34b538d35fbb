package org.sallyport.media.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/** The vector of the paper's appendix A, and that numbers and their octets are the same. */
class SipHashTest {
    private final SipHash hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    @Test
    void agreesWithThePaper() {
        byte[] message = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14};
        assertThat(hash.of(MemorySegment.ofArray(message), 0, message.length)).isEqualTo(0xa129ca6149be45e5L);
    }

    @Test
    void takesNumbersAsTheirOctets() {
        byte[] octets = {9, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0};
        assertThat(hash.of(1, 2)).isEqualTo(hash.of(MemorySegment.ofArray(octets), 1, 16));
    }
}
