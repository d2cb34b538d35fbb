package org.sallyport.protocol.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

final class SmallFormsTest {
    @Test
    void readsTheHeaderOfChannelData() {
        byte[] octets = new byte[8];
        MemorySegment packet = MemorySegment.ofArray(octets);
        ChannelDataMessage.writeHeader(packet, 0x4001, 3);

        assertThat(octets).startsWith(0x40, 0x01, 0x00, 0x03);
        assertThat(ChannelDataMessage.startsWith(octets[0])).isTrue();
        assertThat(ChannelDataMessage.channel(packet)).isEqualTo(0x4001);
        assertThat(ChannelDataMessage.dataLength(packet, 8)).isEqualTo(3);
        assertThat(ChannelDataMessage.dataLength(packet, 7)).isEqualTo(3);
        assertThat(ChannelDataMessage.dataLength(packet, 6)).isEqualTo(-1);
        assertThat(ChannelDataMessage.dataLength(packet, 3)).isEqualTo(-1);
    }

    @Test
    void findsTheEndOfAFrameInAStream() {
        assertThat(StreamFrame.length(0x0003_0008)).isEqualTo(28);
        assertThat(StreamFrame.length(0x4000_0005)).isEqualTo(12);
        assertThat(StreamFrame.length(0x7fff_0000)).isEqualTo(4);
        assertThat(StreamFrame.length(0x0003_0007)).isEqualTo(StreamFrame.NEITHER);
        assertThat(StreamFrame.length(0x1603_0100)).as("TLS").isEqualTo(20 + 0x0100);
        assertThat(StreamFrame.length(0x8000_0000)).isEqualTo(StreamFrame.NEITHER);
    }

    @Test
    void tellsFeaturesByTheFirstCharactersOfANonce() {
        String cookie = NonceCookie.of(NonceCookie.PASSWORD_ALGORITHMS);

        // RFC 8489 section 18.1: bit 0 is the leftmost of the 24
        assertThat(cookie).isEqualTo("obMatJos2gAAA");
        assertThat(NonceCookie.features(cookie + "rest")).isEqualTo(NonceCookie.PASSWORD_ALGORITHMS);
        assertThat(NonceCookie.of(NonceCookie.PASSWORD_ALGORITHMS | NonceCookie.USERNAME_ANONYMITY))
                .isEqualTo("obMatJos2wAAA");
        assertThat(NonceCookie.features("obMatJos2")).isZero();
        assertThat(NonceCookie.features("obMatJos2!!!!x")).isZero();
        assertThat(NonceCookie.features("another nonce altogether")).isZero();
    }

    @Test
    void makesOneKeyOfPasswordsThatLookTheSame() {
        byte[] composed = LongTermCredential.key(PasswordAlgorithm.SHA_256, "u", "r", "\u00e9 a");
        byte[] decomposed = LongTermCredential.key(PasswordAlgorithm.SHA_256, "u", "r", "e\u0301\u00a0a");

        assertThat(decomposed).isEqualTo(composed);
        assertThat(LongTermCredential.key(PasswordAlgorithm.MD5, "u", "r", "\u00e9 a"))
                .isNotEqualTo(composed);
    }
}
