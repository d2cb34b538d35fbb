package org.sallyport.management.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.testing.time.MovableClock;

final class SessionsTest {
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final MovableClock clock = new MovableClock();
    private final LiveObjects liveObjects = new LiveObjects();
    private final Deadlines deadlines = new Deadlines(liveObjects);
    private final Sessions sessions = new Sessions(clock, deadlines, liveObjects, () -> IDLE);

    @AfterEach
    void close() {
        deadlines.close();
    }

    private Session begin(String username) {
        return sessions.begin(username, Role.OPERATOR, false);
    }

    @Test
    void endsUnusedSessionAndKeepsUsedOne() {
        Session used = begin("alice");
        Session unused = begin("bob");
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofMinutes(4));
            assertThat(sessions.find(used.id())).isPresent();
        }
        assertThat(sessions.find(unused.id())).isEmpty();
    }

    @Test
    void endsSessionAfterLongestTimeHoweverMuchItIsUsed() {
        Session session = begin("alice");
        for (int i = 0; i < 12 * 60 / 5 - 1; i++) {
            clock.advance(Duration.ofMinutes(5));
            assertThat(sessions.find(session.id())).isPresent();
        }
        clock.advance(Duration.ofMinutes(5));
        assertThat(sessions.find(session.id())).isEmpty();
    }

    @Test
    void leavesNothingOfEndedSessionsBehind() {
        Session first = begin("alice");
        begin("alice");
        begin("bob");
        sessions.end(first);
        sessions.end(first);
        sessions.endAll("alice");
        assertThat(liveObjects.counts()).containsEntry("web-session", 1L).containsEntry("deadline-web-session", 1L);
    }

    @Test
    void deadlineEndsSessionThatNobodyAsksFor() throws InterruptedException {
        Sessions hasty = new Sessions(clock, deadlines, liveObjects, () -> Duration.ofMillis(50));
        Session session = hasty.begin("alice", Role.OPERATOR, false);
        CountDownLatch ended = new CountDownLatch(1);
        session.onEnd(ended::countDown);
        clock.advance(Duration.ofSeconds(1));
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void tellsWhoListensAfterTheEndAtOnce() {
        Session session = begin("alice");
        sessions.end(session);
        CountDownLatch ended = new CountDownLatch(1);
        session.onEnd(ended::countDown);
        assertThat(ended.getCount()).isZero();
    }
}
