package org.sallyport.testing.interop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
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

    @BeforeAll
    static void startSallyport() throws Exception {
        assumeTrue(ThreeZones.possible(), "needs root and network namespaces");
        zones = ThreeZones.build();
        appliance = Appliance.start(zones.dmz(), state, Zones.SETTINGS);
    }

    @AfterAll
    static void stopSallyport() throws Exception {
        if (appliance != null) {
            appliance.close();
        }
        if (zones != null) {
            zones.close();
        }
        appliance = null;
        zones = null;
    }
}
