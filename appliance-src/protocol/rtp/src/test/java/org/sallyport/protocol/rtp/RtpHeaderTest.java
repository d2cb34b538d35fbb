package org.sallyport.protocol.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.protocol.rtp.RtpHeader.Validity;

class RtpHeaderTest {
    @Test
    void readsEveryFieldOfTheFixedHeader() {
        MemorySegment packet = Bytes.of("92 e0 fffe 89abcdef deadbeef 00000001 00000002 bede0001 10aa0000 0102");
        assertThat(RtpHeader.check(packet, packet.byteSize())).isEqualTo(Validity.VALID);
        assertThat(RtpHeader.version(packet)).isEqualTo(2);
        assertThat(RtpHeader.hasExtension(packet)).isTrue();
        assertThat(RtpHeader.csrcCount(packet)).isEqualTo(2);
        assertThat(RtpHeader.payloadType(packet)).isEqualTo(96);
        assertThat(RtpHeader.sequenceNumber(packet)).isEqualTo(65534);
        assertThat(RtpHeader.timestamp(packet)).isEqualTo(0x89abcdef);
        assertThat(RtpHeader.ssrc(packet)).isEqualTo(0xdeadbeef);
    }

    @ParameterizedTest
    @CsvSource({
        "'', SHORTER_THAN_FIXED_HEADER",
        "80, SHORTER_THAN_FIXED_HEADER",
        "80000001 00000000 000000, SHORTER_THAN_FIXED_HEADER",
        "80000001 00000000 00000001, VALID",
        "40000001 00000000 00000001, WRONG_VERSION",
        "c0000001 00000000 00000001, WRONG_VERSION",
        "81000001 00000000 00000001, CSRC_LIST_CUT",
        "81000001 00000000 00000001 000000, CSRC_LIST_CUT",
        "81000001 00000000 00000001 00000002, VALID",
        "90000001 00000000 00000001 bede00, EXTENSION_CUT",
        "90000001 00000000 00000001 bede0001 000000, EXTENSION_CUT",
        "90000001 00000000 00000001 bedeffff 00000000, EXTENSION_CUT",
        "90000001 00000000 00000001 bede0000, VALID"
    })
    void saysWhyBytesAreNoRtp(String hex, Validity validity) {
        MemorySegment packet = Bytes.of(hex);
        assertThat(RtpHeader.check(packet, packet.byteSize())).isEqualTo(validity);
    }

    @Test
    void survivesArbitraryBytes() {
        Random random = new Random(3550);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            MemorySegment packet = MemorySegment.ofArray(bytes);
            if (RtpHeader.check(packet, bytes.length) == Validity.VALID) {
                assertThat(RtpHeader.version(packet)).isEqualTo(2);
                assertThat(bytes.length).isGreaterThanOrEqualTo(12 + 4 * RtpHeader.csrcCount(packet));
            }
        }
    }
}
