package org.sallyport.management.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.testing.time.MovableClock;

final class LockoutsTest {
    private static final Duration DURATION = Duration.ofMinutes(15);

    private final MovableClock clock = new MovableClock();
    private final Deadlines deadlines = new Deadlines(new LiveObjects());
    private final Metrics metrics = new Metrics();
    private final Lockouts lockouts = new Lockouts(clock, deadlines, metrics, new Lockouts.Policy() {
        @Override
        public int threshold() {
            return 3;
        }

        @Override
        public Duration duration() {
            return DURATION;
        }
    });

    @AfterEach
    void close() {
        deadlines.close();
    }

    private void fail(String key, int times) {
        for (int i = 0; i < times; i++) {
            lockouts.failed(key);
        }
    }

    @Test
    void locksOutAtTheThresholdAndCountsIt() {
        fail("user:alice", 2);
        assertThat(lockouts.lockedUntil("user:alice")).isEmpty();
        fail("user:alice", 1);
        assertThat(lockouts.lockedUntil("user:alice")).contains(clock.instant().plus(DURATION));
        assertThat(lockouts.lockedUntil("user:bob")).isEmpty();
        assertThat(metrics.exposition()).contains("sallyport_login_lockouts_total 1");
    }

    @Test
    void unlocksByTimeAndStartsAfresh() {
        fail("user:alice", 3);
        clock.advance(DURATION);
        assertThat(lockouts.lockedUntil("user:alice")).isEmpty();
        fail("user:alice", 2);
        assertThat(lockouts.lockedUntil("user:alice")).isEmpty();
    }

    @Test
    void forgetsFailuresAfterQuietTimeOrSuccess() {
        fail("user:alice", 2);
        clock.advance(DURATION);
        fail("user:alice", 1);
        assertThat(lockouts.lockedUntil("user:alice")).isEmpty();
        fail("user:alice", 1);
        lockouts.clear("user:alice");
        fail("user:alice", 2);
        assertThat(lockouts.lockedUntil("user:alice")).isEmpty();
    }

    @Test
    void locksUnknownKeysOutWhileTheTableIsFull() {
        for (int i = 0; i < 10_000; i++) {
            lockouts.failed("source:" + i);
        }
        assertThat(lockouts.lockedUntil("source:new")).isPresent();
        assertThat(lockouts.lockedUntil("source:5")).isEmpty();
    }
}
