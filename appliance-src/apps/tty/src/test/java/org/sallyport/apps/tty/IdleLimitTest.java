package org.sallyport.apps.tty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;

@Timeout(30)
class IdleLimitTest {
    private final LiveObjects liveObjects = new LiveObjects();
    private final Deadlines deadlines = new Deadlines(liveObjects);
    private final CountDownLatch idle = new CountDownLatch(1);

    @AfterEach
    void close() {
        deadlines.close();
    }

    /** A person who goes away from the question until the limit has passed. */
    private final class AbsentPerson implements Terminal {
        @Override
        public void line(String text) {}

        @Override
        public Optional<String> ask(String prompt) {
            try {
                idle.await();
                return Optional.empty();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Optional<String> askSecretly(String prompt) {
            return ask(prompt);
        }
    }

    @Test
    void endsAQuestionThatNobodyAnswers() {
        Terminal terminal = new IdleLimit(new AbsentPerson(), Duration.ZERO, idle::countDown, deadlines);

        assertThat(terminal.ask("sallyport> ")).isEmpty();
        assertThat(idle.getCount()).isZero();
    }

    @Test
    void beginsAnewWithEachQuestionAndWaitsForNothingBetween() {
        Terminal terminal = new IdleLimit(
                new ScriptedTerminal(List.of("a", "b")), Duration.ofMinutes(1), idle::countDown, deadlines);

        assertThat(terminal.ask("first")).contains("a");
        assertThat(liveObjects.counts().getOrDefault("deadline-terminal-idle", 0L))
                .isZero();
        assertThat(terminal.askSecretly("second")).contains("b");
        assertThat(idle.getCount()).isEqualTo(1);
    }
}
