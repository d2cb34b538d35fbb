package org.sallyport.protocol.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtcpWordsTest {
    private static final String RECEIVER_REPORT = "80c90001 00000001";
    private static final String TWO_CHUNKS = "82ca0006 00000001 0103 616263 0201 64 00000000 00000002 0101 65 00";
    private static final String BYE = "81cb0003 00000001 05 6c6f756420 0000";
    private static final String APPLICATION = "85cc0003 00000001 4e414d45 0a4d1401";

    private final Recorder recorder = new Recorder();

    @Test
    void findsItemsReasonsAndApplications() {
        assertThat(visit(RECEIVER_REPORT + TWO_CHUNKS + BYE + APPLICATION)).isTrue();
        assertThat(recorder.seen)
                .containsExactly("item 1 abc", "item 2 d", "item 1 e", "reason loud ", "application 16");
    }

    @Test
    void takesAChunkThatEndsWithItsPacket() {
        assertThat(visit("81ca0002 00000001 0102 6162")).isTrue();
        assertThat(recorder.seen).containsExactly("item 1 ab");
    }

    @Test
    void takesPaddingOnlyWhereTheHeaderSaysSo() {
        assertThat(visit("a1ca0004 00000001 0101 61 00 00000000 00000008")).isTrue();
        assertThat(visit("81ca0004 00000001 0101 61 00 00000000 00000008")).isFalse();
    }

    @Test
    void takesAByeWithoutReason() {
        assertThat(visit("81cb0001 00000001")).isTrue();
        assertThat(recorder.seen).isEmpty();
    }

    @Test
    void refusesWhatIsCut() {
        assertThat(visit("81ca0002 00000001 0103 6162")).isFalse();
        assertThat(visit("81ca0002 00000001 000000 01")).isTrue();
        assertThat(visit("82ca0002 00000001 00000000")).isFalse();
        assertThat(visit("81cb0002 00000001 04 616263")).isFalse();
        assertThat(visit("82cb0001 00000001")).isFalse();
        assertThat(visit("80cc0001 00000001")).isFalse();
        assertThat(visit(RECEIVER_REPORT + "00000001 0123456789abcdef0123")).isFalse();
    }

    @Test
    void staysWithinTheDatagramWhateverItSays() {
        byte[] whole =
                Bytes.of(RECEIVER_REPORT + TWO_CHUNKS + BYE + APPLICATION).toArray(ValueLayout.JAVA_BYTE);
        Random random = new Random(3550);
        for (int i = 0; i < 50_000; i++) {
            byte[] damaged = whole.clone();
            for (int hit = 0; hit < 4; hit++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            int length = random.nextInt(whole.length + 1);
            visitExactly(damaged, length);
        }
        assertThat(recorder.seen).isNotEmpty();
    }

    /** In a segment of just that length, so that a read beyond it throws. */
    private void visitExactly(byte[] octets, int length) {
        RtcpWords.visit(MemorySegment.ofArray(octets).asSlice(0, length), length, recorder);
    }

    private boolean visit(String hex) {
        MemorySegment datagram = Bytes.of(hex);
        return RtcpWords.visit(datagram, datagram.byteSize(), recorder);
    }

    private static final class Recorder implements RtcpWords.Visitor {
        final List<String> seen = new ArrayList<>();

        @Override
        public void item(MemorySegment datagram, int type, long at, int length) {
            seen.add("item " + type + " " + text(datagram, at + 2, length));
        }

        @Override
        public void reason(MemorySegment datagram, long at, int length) {
            seen.add("reason " + text(datagram, at, length));
        }

        @Override
        public void application(MemorySegment datagram, long at, long length) {
            assertThat(at + length).isLessThanOrEqualTo(datagram.byteSize());
            seen.add("application " + length);
        }

        private static String text(MemorySegment datagram, long at, long length) {
            return new String(datagram.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1);
        }
    }
}
