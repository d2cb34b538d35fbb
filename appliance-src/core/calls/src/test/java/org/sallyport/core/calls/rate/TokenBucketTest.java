package org.sallyport.core.calls.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private final AtomicLong nanos = new AtomicLong();
    private final TokenBucket bucket = new TokenBucket(nanos::get);

    @Test
    void holdsOneSecondsWorthAndRefillsSteadily() {
        assertThat(taken(10)).isEqualTo(10);
        nanos.addAndGet(Duration.ofMillis(250).toNanos());
        assertThat(taken(10)).isEqualTo(2);
        nanos.addAndGet(Duration.ofMillis(50).toNanos());
        assertThat(taken(10)).isEqualTo(1);
    }

    @Test
    void savesNoMoreThanASecond() {
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(taken(5)).isEqualTo(5);
    }

    @Test
    void tellsWhenTheNextTokenComes() {
        assertThat(bucket.untilNext(1)).isEqualTo(Duration.ZERO);
        assertThat(bucket.take(1)).isTrue();
        assertThat(bucket.untilNext(1)).isEqualTo(Duration.ofSeconds(1));
        nanos.addAndGet(Duration.ofMillis(400).toNanos());
        assertThat(bucket.untilNext(1)).isEqualTo(Duration.ofMillis(600));
    }

    @Test
    void givesNothingAtRateZero() {
        assertThat(bucket.take(0)).isFalse();
    }

    private int taken(int perSecond) {
        int taken = 0;
        while (bucket.take(perSecond)) {
            taken++;
        }
        return taken;
    }
}
