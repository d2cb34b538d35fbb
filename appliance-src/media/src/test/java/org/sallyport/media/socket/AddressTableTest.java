package org.sallyport.media.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

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
            assertEquals(expected.get(address), table.get(address));
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
        assertEquals(0, table.size());
        addresses.forEach(address -> assertNull(table.get(address)));
    }

    private void compareAll() {
        assertEquals(expected.size(), table.size());
        Set<Integer> values = new HashSet<>();
        table.forEach(values::add);
        assertEquals(new HashSet<>(expected.values()), values);
        for (int host = 0; host < HOSTS; host++) {
            for (int port = 0; port < PORTS; port++) {
                TransportAddress address = address(host, port);
                assertEquals(expected.get(address), table.get(address));
            }
        }
    }

    private static TransportAddress address(int host, int port) {
        return TransportAddress.of(0, TransportAddress.mapped(FIRST_HOST + host), 4000 + port);
    }
}
