package org.sallyport.media.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AddressTableTest {
    /** 192.0.2.0. */
    private static final int FIRST_HOST = 0xc0000200;

    private static final int HOSTS = 8;
    private static final int PORTS = 64;

    private final AddressTable<Integer> table = new AddressTable<>();
    private final Map<TransportAddress, Integer> expected = new HashMap<>();

    /** So many come and go, in one order that is the same each time, that gaps arise before, behind and between others. */
    @Test
    void findsWhatIsThereWhateverCameAndWent() {
        Random random = new Random(1);
        for (int step = 0; step < 50_000; step++) {
            TransportAddress address = address(random.nextInt(HOSTS), random.nextInt(PORTS));
            if (random.nextInt(5) < 2) {
                table.put(address, step);
                expected.put(address, step);
            } else {
                table.remove(address);
                expected.remove(address);
            }
            assertThat(table.get(address)).isEqualTo(expected.get(address));
            if (step % 100 == 0) {
                compareAll();
            }
        }
    }

    @Test
    void findsNothingOnceAllAreGone() {
        List<TransportAddress> addresses = new ArrayList<>();
        for (int port = 0; port < PORTS; port++) {
            addresses.add(address(0, port));
        }
        addresses.forEach(address -> table.put(address, address.port()));
        addresses.forEach(table::remove);
        assertThat(table.size()).isZero();
        addresses.forEach(address -> assertThat(table.get(address)).isNull());
    }

    private void compareAll() {
        assertThat(table.size()).isEqualTo(expected.size());
        Set<Integer> values = new HashSet<>();
        table.forEach(values::add);
        assertThat(values).isEqualTo(new HashSet<>(expected.values()));
        for (int host = 0; host < HOSTS; host++) {
            for (int port = 0; port < PORTS; port++) {
                TransportAddress address = address(host, port);
                assertThat(table.get(address)).isEqualTo(expected.get(address));
            }
        }
    }

    private static TransportAddress address(int host, int port) {
        return TransportAddress.of(0, TransportAddress.mapped(FIRST_HOST + host), 4000 + port);
    }
}
