package org.sallyport.protocol.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketKindTest {
    @ParameterizedTest
    @CsvSource({
        "0001 0000 2112a442, STUN",
        "03, STUN",
        "04, OTHER",
        "0f, OTHER",
        "10, ZRTP",
        "13, ZRTP",
        "14, DTLS",
        "16fefd00, DTLS",
        "3f, DTLS",
        "40000004, TURN_CHANNEL",
        "4f, TURN_CHANNEL",
        "50, OTHER",
        "7f, OTHER",
        "8000, RTP",
        "8060, RTP",
        "80df, RTCP",
        "80c0, RTCP",
        "80bf, RTP",
        "80e0, RTP",
        "81c8, RTCP",
        "bfcd, RTCP",
        "80, RTP",
        "c000, OTHER",
        "ff, OTHER"
    })
    void tellsAPacketFromItsFirstBytes(String hex, PacketKind kind) {
        MemorySegment packet = Bytes.of(hex);
        assertThat(PacketKind.of(packet, packet.byteSize())).isEqualTo(kind);
    }

    @Test
    void anEmptyDatagramIsOfNoKnownKind() {
        assertThat(PacketKind.of(Bytes.of("80"), 0)).isEqualTo(PacketKind.OTHER);
    }

    @Test
    void looksOnlyAtTheBytesOfTheDatagram() {
        assertThat(PacketKind.of(Bytes.of("80c8"), 1)).isEqualTo(PacketKind.RTP);
    }
}
