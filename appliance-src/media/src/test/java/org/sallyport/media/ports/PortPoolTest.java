package org.sallyport.media.ports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortPoolTest {
    @Test
    void pairsAreEvenAndWhollyWithinTheRange() {
        assertThat(all(pool(2, 10_001, 10_008))).containsExactlyInAnyOrder(10_002, 10_004, 10_006);
        assertThat(all(pool(2, 10_000, 10_009))).containsExactlyInAnyOrder(10_000, 10_002, 10_004, 10_006, 10_008);
    }

    @Test
    void singlePortsAreAllOfTheRange() {
        assertThat(all(pool(1, 10_001, 10_004))).containsExactlyInAnyOrder(10_001, 10_002, 10_003, 10_004);
    }

    @Test
    void ordersOfTwoPoolsDiffer() {
        assertThat(all(pool(1, 10_000, 10_999))).isNotEqualTo(all(pool(1, 10_000, 10_999)));
    }

    @Test
    void aReleasedPortRestsUntilItsTime() {
        PortPool pool = pool(1, 10_000, 10_000);
        int port = pool.take(0).orElseThrow();
        pool.rest(port, 100);
        assertThat(pool.take(99)).isEmpty();
        assertThat(pool.take(100)).hasValue(port);
    }

    @Test
    void aPortPutBackIsFreeAtOnce() {
        PortPool pool = pool(1, 10_000, 10_000);
        int port = pool.take(0).orElseThrow();
        pool.putBack(port);
        assertThat(pool.take(0)).hasValue(port);
    }

    @Test
    void aSecondReleaseChangesNothing() {
        PortPool pool = pool(1, 10_000, 10_000);
        int port = pool.take(0).orElseThrow();
        pool.rest(port, 100);
        pool.putBack(port);
        pool.rest(port, 50);
        assertThat(pool.take(99)).isEmpty();
    }

    @Test
    void aNewRangeKeepsWhatIsInUseOrRestsInIt() {
        PortPool pool = pool(1, 10_000, 10_001);
        int used = pool.take(0).orElseThrow();
        int rested = pool.take(0).orElseThrow();
        pool.rest(rested, 100);
        pool.range(10_000, 10_002);
        assertThat(pool.take(0)).hasValue(10_002);
        assertThat(pool.take(0)).isEmpty();
        pool.range(20_000, 20_000);
        pool.putBack(used);
        assertThat(pool.take(1000)).hasValue(20_000);
        assertThat(pool.take(1000)).isEmpty();
    }

    @Test
    void everyPortIsAlwaysInExactlyOneState() {
        Random random = new Random(6056);
        PortPool pool = pool(2, 10_000, 10_199);
        Set<Integer> held = new HashSet<>();
        for (long now = 0; now < 20_000; now++) {
            if (random.nextBoolean()) {
                OptionalInt port = pool.take(now);
                port.ifPresent(taken -> assertThat(held.add(taken)).isTrue());
            } else if (!held.isEmpty()) {
                int port = held.iterator().next();
                held.remove(port);
                pool.rest(port, now + random.nextInt(200));
            }
            assertThat(pool.inUse()).isEqualTo(held.size());
            assertThat(pool.free(now) + pool.inUse() + pool.resting()).isEqualTo(100);
        }
    }

    private static PortPool pool(int step, int first, int last) {
        PortPool pool = new PortPool(step);
        pool.range(first, last);
        return pool;
    }

    private static List<Integer> all(PortPool pool) {
        List<Integer> ports = new ArrayList<>();
        for (OptionalInt port = pool.take(0); port.isPresent(); port = pool.take(0)) {
            ports.add(port.getAsInt());
        }
        return ports;
    }
}
