package org.sallyport.service.sip.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The waits of RFC 3261 that are chosen at random. */
class SipTimersTest {
    private static final int TRIES = 5_000;

    private final Random random = new Random(14);

    @Test
    void waitsTwoToFourSecondsAfterGlareAsOwnerOfTheCallId() {
        assertRange(true, 2_100, 4_000);
    }

    @Test
    void waitsUpToTwoSecondsAfterGlareOtherwise() {
        assertRange(false, 0, 2_000);
    }

    /** Both ends of the range are reached, nothing lies beyond them or between the steps of 10 ms. */
    private void assertRange(boolean owner, long fromMillis, long toMillis) {
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int i = 0; i < TRIES; i++) {
            Duration wait = SipTimers.STANDARD.glareWait(owner, random);
            assertThat(wait.toNanos() % Duration.ofMillis(10).toNanos()).isZero();
            least = Math.min(least, wait.toMillis());
            most = Math.max(most, wait.toMillis());
        }
        assertThat(least).isEqualTo(fromMillis);
        assertThat(most).isEqualTo(toMillis);
    }
}
