package org.sallyport.service.turn.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class RateLimitTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** 8 kbit/s are an octet in a millisecond. */
    private static final int KBPS = 8;
    /** Shortly before the clock that is used here turns negative. */
    private static final long NOW = Long.MAX_VALUE - SECOND;

    private final RateLimit limit = new RateLimit(KBPS, NOW);

    private int admitted(int packets, long nowNanos) {
        int admitted = 0;
        for (int i = 0; i < packets; i++) {
            admitted += limit.admits(100, nowNanos) ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void admitsWhatPassesInASecondAtOnceAndThenItsRate() {
        assertThat(admitted(50, NOW)).isEqualTo(10);
        assertThat(admitted(50, NOW + SECOND / 2)).isEqualTo(5);
        assertThat(admitted(50, NOW + 2 * SECOND)).isEqualTo(10);
        assertThat(admitted(50, NOW + 100 * SECOND))
                .as("no more after a long silence")
                .isEqualTo(10);
    }

    @Test
    void admitsAPacketOfAnySizeAndMakesUpForIt() {
        assertThat(limit.admits(60_000, NOW)).isTrue();
        assertThat(limit.admits(1, NOW + 58 * SECOND)).isFalse();
        assertThat(limit.admits(1, NOW + 60 * SECOND)).isTrue();
    }

    @Test
    void saysHowLongAStreamIsToWait() {
        assertThat(limit.delay(1000, NOW)).isZero();
        assertThat(limit.delay(500, NOW)).isEqualTo(SECOND / 2);
        assertThat(limit.delay(0, NOW + SECOND / 4)).isEqualTo(SECOND / 4);
        assertThat(limit.delay(0, NOW + SECOND)).isZero();
    }

    @Test
    void limitsNothingWithoutARate() {
        RateLimit none = new RateLimit(0, NOW);

        assertThat(none.admits(1 << 30, NOW)).isTrue();
        assertThat(none.admits(1 << 30, NOW)).isTrue();
        assertThat(none.delay(1 << 30, NOW)).isZero();
    }
}
