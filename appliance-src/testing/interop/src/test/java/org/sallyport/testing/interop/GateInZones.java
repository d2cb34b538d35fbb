package org.sallyport.testing.interop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.testing.interop.appliance.Appliance;
import org.sallyport.testing.interop.network.ThreeZones;

/** A test class for which Sallyport runs in the DMZ, with {@link Zones#SETTINGS}, from its first test to its last. */
abstract class GateInZones {
    @TempDir
    static Path state;

    static ThreeZones zones;
    static Appliance appliance;

    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

    @BeforeAll
    static void startSallyport() throws Exception {
        assumeTrue(ThreeZones.possible(), "needs root and network namespaces");
        zones = ThreeZones.build();
        OPEN.push(zones);
        appliance = Appliance.start(zones.dmz(), state, Zones.SETTINGS);
        OPEN.push(appliance);
    }

    @AfterAll
    static void stopSallyport() throws Exception {
        while (!OPEN.isEmpty()) {
            OPEN.pop().close();
        }
    }
}
