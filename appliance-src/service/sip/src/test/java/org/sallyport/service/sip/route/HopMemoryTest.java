package org.sallyport.service.sip.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.settings.model.SipTransport;

class HopMemoryTest {
    private static final NextHop FIRST = hop(1);
    private static final NextHop SECOND = hop(2);

    private Instant now = Instant.EPOCH;
    private final HopMemory memory = new HopMemory(() -> now);

    @Test
    void triesHopsThatFailedLast() {
        memory.note(FIRST, new HopOutcome.TransportFailed());

        assertThat(memory.ordered(List.of(FIRST, SECOND))).containsExactly(SECOND, FIRST);
    }

    @Test
    void forgivesAfterTheTimeThatTheHopAskedFor() {
        memory.note(FIRST, HopOutcome.of(503, Optional.of(Duration.ofSeconds(100))));
        now = now.plusSeconds(99);
        assertThat(memory.rests(FIRST)).isTrue();
        now = now.plusSeconds(1);
        assertThat(memory.rests(FIRST)).isFalse();
    }

    @Test
    void letsNoHopAskForMoreThanFiveMinutes() {
        memory.note(FIRST, HopOutcome.of(503, Optional.of(Duration.ofDays(365))));
        now = now.plusSeconds(300);

        assertThat(memory.rests(FIRST)).isFalse();
    }

    @Test
    void forgivesAHopThatAnswers() {
        memory.note(FIRST, new HopOutcome.TimedOut());
        memory.note(FIRST, HopOutcome.of(486, Optional.empty()));

        assertThat(memory.rests(FIRST)).isFalse();
    }

    @Test
    void movesOnOnlyWhenTheHopItselfFailed() {
        assertThat(HopOutcome.of(503, Optional.empty()).movesOn()).isTrue();
        assertThat(HopOutcome.of(408, Optional.empty()).movesOn()).isTrue();
        assertThat(new HopOutcome.TransportFailed().movesOn()).isTrue();
        assertThat(HopOutcome.of(200, Optional.empty()).movesOn()).isFalse();
        assertThat(HopOutcome.of(500, Optional.empty()).movesOn()).isFalse();
    }

    private static NextHop hop(int last) {
        return new NextHop("example.com", new InetSocketAddress("192.0.2." + last, 5060), SipTransport.UDP);
    }
}
