package org.sallyport.protocol.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceptionStatisticsTest {
    private static final int CLOCK_RATE = 8000;
    private static final long PACKET_NANOS = 20_000_000L;

    private final ReceptionStatistics statistics = new ReceptionStatistics(0xabcd);

    @Test
    void losesNothingAcrossManyWraps() {
        for (int i = 0; i < 200_000; i++) {
            receive(65_000 + i);
        }
        assertThat(statistics.lost()).isZero();
    }

    @Test
    void countsGapsAlsoAcrossAWrap() {
        for (int i = 0; i < 1000; i++) {
            if (i != 500 && i != 501 && i != 700) {
                receive(65_036 + i);
            }
        }
        assertThat(statistics.lost()).isEqualTo(3);
    }

    @Test
    void aLatePacketIsNotLost() {
        receive(10);
        receive(11);
        receive(13);
        assertThat(statistics.lost()).isEqualTo(1);
        receive(12);
        assertThat(statistics.lost()).isZero();
    }

    @Test
    void duplicatesNeverMakeLossNegative() {
        receive(10);
        receive(11);
        receive(11);
        receive(11);
        assertThat(statistics.lost()).isZero();
    }

    @Test
    void oneStrayPacketDoesNotMoveTheSource() {
        receive(10);
        receive(11);
        receive(40_000);
        receive(12);
        assertThat(statistics.lost()).isZero();
    }

    @Test
    void aSourceThatJumpsAndGoesOnKeepsItsLoss() {
        receive(10);
        receive(11);
        receive(13);
        for (int i = 40_000; i < 40_100; i++) {
            receive(i);
        }
        assertThat(statistics.lost()).isEqualTo(1);
    }

    @Test
    void agreesWithPlainCountingUnderRandomLossAndReordering() {
        Random random = new Random(1889);
        for (int run = 0; run < 50; run++) {
            statistics.restart(run);
            int first = random.nextInt(65_536);
            receive(first);
            receive(first + 1);
            long dropped = 0;
            int held = -1;
            for (int i = 2; i < 5000; i++) {
                if (random.nextInt(20) == 0) {
                    dropped++;
                } else if (held < 0 && random.nextInt(10) == 0) {
                    held = first + i;
                } else {
                    receive(first + i);
                    if (held >= 0) {
                        receive(held);
                        held = -1;
                    }
                }
            }
            receive(first + 5000);
            receive(first + 5001);
            assertThat(statistics.lost()).isEqualTo(dropped + (held >= 0 ? 1 : 0));
        }
    }

    @Test
    void evenArrivalHasNoJitter() {
        for (int i = 0; i < 100; i++) {
            statistics.received(i, i * 160, i * PACKET_NANOS, CLOCK_RATE);
        }
        assertThat(statistics.jitterMillis()).isZero();
    }

    @Test
    void jitterApproachesTheMeanDeviationOfArrival() {
        for (int i = 0; i < 2000; i++) {
            long late = i % 2 == 0 ? 0 : 8_000_000L;
            statistics.received(i & 0xffff, i * 160, i * PACKET_NANOS + late, CLOCK_RATE);
        }
        assertThat(statistics.jitterMillis()).isCloseTo(8.0, within(0.01));
    }

    @Test
    void jitterFollowsTheRfcsRecurrence() {
        statistics.received(1, 0, 0, CLOCK_RATE);
        statistics.received(2, 160, PACKET_NANOS, CLOCK_RATE);
        statistics.received(3, 320, 2 * PACKET_NANOS + 4_000_000, CLOCK_RATE);
        statistics.received(4, 480, 3 * PACKET_NANOS + 4_000_000, CLOCK_RATE);
        assertThat(statistics.jitterMillis()).isCloseTo(4.0 / 16 * 15 / 16, within(1e-9));
    }

    @Test
    void timestampsMayWrap() {
        int timestamp = -320;
        for (int i = 0; i < 10; i++) {
            statistics.received(i, timestamp + i * 160, i * PACKET_NANOS, CLOCK_RATE);
        }
        assertThat(statistics.jitterMillis()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"200, 0", "200, 7", "80000, 0", "80000, 500"})
    void findsLossAmongPacketsThatPassedUnseen(int unseen, int missing) {
        receive(65_500);
        receive(65_501);
        receive(65_503);
        statistics.passedUnseen(unseen);
        assertThat(statistics.lost()).isEqualTo(1);
        receive(65_503 + unseen + missing + 1);
        assertThat(statistics.lost()).isEqualTo(1 + missing);
        receive(65_503 + unseen + missing + 2);
        assertThat(statistics.lost()).isEqualTo(1 + missing);
    }

    @Test
    void aLatePacketAfterUnseenOnesIsNoLoss() {
        receive(10);
        receive(11);
        statistics.passedUnseen(100);
        receive(110);
        receive(112);
        assertThat(statistics.lost()).isZero();
    }

    @Test
    void believesAJumpAfterUnseenOnes() {
        receive(10);
        receive(11);
        statistics.passedUnseen(100);
        receive(40_000);
        receive(40_001);
        receive(40_002);
        assertThat(statistics.lost()).isZero();
    }

    private void receive(int sequence) {
        statistics.received(sequence & 0xffff, 0, 0, 0);
    }
}
