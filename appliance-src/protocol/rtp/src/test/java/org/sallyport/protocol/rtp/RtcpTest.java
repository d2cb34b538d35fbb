package org.sallyport.protocol.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sallyport.protocol.rtp.Rtcp.Outcome;

class RtcpTest {
    private static final String SENDER_REPORT = "81c8000c 00000001 11112222 33334444 00000000 00000000 00000000"
            + "00000002 00000000 00000000 00000000 aabbccdd 00010000";
    private static final String RECEIVER_REPORT =
            "81c90007 00000003 00000004 00000000 00000000 00000000 22223333 00008000";
    private static final String SDES = "81ca0002 00000001 00000000";
    private static final String BYE = "82cb0002 00000001 00000009";
    private static final String PICTURE_LOSS_INDICATION = "81ce0002 00000001 00000002";

    private final Recorder recorder = new Recorder();

    @Test
    void readsACompoundPacketInOrder() {
        assertThat(parse(SENDER_REPORT + SDES + BYE)).isEqualTo(Outcome.COMPLETE);
        assertThat(recorder.seen).containsExactly("SR 1 22223333", "block 2 aabbccdd 65536", "BYE 1", "BYE 9");
    }

    @Test
    void readsAReceiverReport() {
        assertThat(parse(RECEIVER_REPORT)).isEqualTo(Outcome.COMPLETE);
        assertThat(recorder.seen).containsExactly("block 4 22223333 32768");
    }

    @Test
    void takesReducedSizePackets() {
        assertThat(parse(PICTURE_LOSS_INDICATION)).isEqualTo(Outcome.COMPLETE);
        assertThat(recorder.seen).isEmpty();
    }

    @Test
    void stopsAtTheTrailerOfSrtcp() {
        assertThat(parse(RECEIVER_REPORT + "00000001 0123456789abcdef0123")).isEqualTo(Outcome.TRAILER);
        assertThat(recorder.seen).hasSize(1);
    }

    @Test
    void refusesWhatIsNoRtcp() {
        assertThat(parse("")).isEqualTo(Outcome.MALFORMED);
        assertThat(parse("80c8")).isEqualTo(Outcome.MALFORMED);
        assertThat(parse("00c80000")).isEqualTo(Outcome.MALFORMED);
        assertThat(parse("80c80001")).isEqualTo(Outcome.MALFORMED);
    }

    @Test
    void countsMoreBlocksThanFitOnlyAsFarAsTheyFit() {
        assertThat(parse("9fc90007" + RECEIVER_REPORT.substring(8))).isEqualTo(Outcome.COMPLETE);
        assertThat(parse("9fcb0000")).isEqualTo(Outcome.COMPLETE);
        assertThat(parse("81c80001 00000001")).isEqualTo(Outcome.COMPLETE);
        assertThat(recorder.seen).containsExactly("block 4 22223333 32768");
    }

    @Test
    void survivesEveryCutAndRandomDamage() {
        byte[] whole = Bytes.of(SENDER_REPORT + SDES + BYE).toArray(ValueLayout.JAVA_BYTE);
        for (int length = 0; length < whole.length; length++) {
            assertThat(Rtcp.parse(MemorySegment.ofArray(whole), length, recorder))
                    .isNotNull();
        }
        Random random = new Random(5506);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = whole.clone();
            for (int hit = 0; hit < 4; hit++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            assertThat(Rtcp.parse(MemorySegment.ofArray(damaged), damaged.length, recorder))
                    .isNotNull();
        }
    }

    private Outcome parse(String hex) {
        MemorySegment datagram = Bytes.of(hex);
        return Rtcp.parse(datagram, datagram.byteSize(), recorder);
    }

    private static final class Recorder implements RtcpVisitor {
        private final List<String> seen = new ArrayList<>();

        @Override
        public void senderReport(int ssrc, int ntpMiddle) {
            seen.add("SR " + ssrc + " " + Integer.toHexString(ntpMiddle));
        }

        @Override
        public void reportBlock(int source, int lastSenderReport, int delaySinceLastSenderReport) {
            seen.add(
                    "block " + source + " " + Integer.toHexString(lastSenderReport) + " " + delaySinceLastSenderReport);
        }

        @Override
        public void goodbye(int ssrc) {
            seen.add("BYE " + ssrc);
        }
    }
}
