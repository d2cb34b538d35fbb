package org.sallyport.media.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RotaTest {
    private static final int MEMBERS = 200;
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final long MILLI = 1_000_000;

    /** {@link System#nanoTime} may be negative, and pass 0. */
    private static final long START = -100 * MILLI;

    private final Rota<Integer> rota = new Rota<>(ROUND, START);

    @Test
    void givesEachMemberOneTurnARound() {
        addAll();
        Map<Integer, Integer> turns = new HashMap<>();
        for (long millis = 1; millis <= 3000; millis++) {
            rota.take(START + millis * MILLI).forEach(member -> turns.merge(member, 1, Integer::sum));
        }
        assertThat(turns).hasSize(MEMBERS);
        assertThat(turns.values()).containsOnly(3);
    }

    @Test
    void spreadsThemOverTheRound() {
        addAll();
        for (long millis = 1; millis <= 1000; millis++) {
            assertThat(rota.take(START + millis * MILLI)).hasSizeLessThanOrEqualTo(MEMBERS / 50);
        }
    }

    @Test
    void catchesUpTurnByTurn() {
        addAll();
        long late = START + 500 * MILLI;
        Set<Integer> seen = new HashSet<>();
        for (int turn = 0; turn < 25; turn++) {
            assertThat(rota.nanosToTurn(late)).isZero();
            seen.addAll(rota.take(late));
        }
        assertThat(seen).hasSize(MEMBERS / 2);
        assertThat(rota.nanosToTurn(late)).isEqualTo(20 * MILLI);
    }

    @Test
    void skipsRoundsThatWereMissed() {
        addAll();
        long late = START + 10_000 * MILLI;
        assertThat(rota.take(late)).hasSize(MEMBERS / 50);
        assertThat(rota.take(late)).isEmpty();
    }

    @Test
    void forgetsWhoLeaves() {
        addAll();
        for (int member = 0; member < MEMBERS; member += 2) {
            rota.remove(member);
        }
        assertThat(rota.size()).isEqualTo(MEMBERS / 2);
        for (long millis = 1; millis <= 1000; millis++) {
            rota.take(START + millis * MILLI)
                    .forEach(member -> assertThat(member % 2).isEqualTo(1));
        }
    }

    private void addAll() {
        for (int member = 0; member < MEMBERS; member++) {
            rota.add(member);
        }
    }
}
