package org.sallyport.benchmarks.system;

import com.fasterxml.jackson.databind.JsonNode;
import org.sallyport.benchmarks.process.TemporaryFolder;
import org.sallyport.benchmarks.system.SippLoad.Outcome;
import org.sallyport.benchmarks.system.SippLoad.Party;
import org.sallyport.benchmarks.system.SippLoad.Rate;
import org.sallyport.testing.interop.appliance.Appliance;
import org.sallyport.testing.interop.network.ThreeZones;

/**
 * Sallyport in the DMZ between load generators: a caller outside, the call server inside.
 *
 * @param zones the network
 */
record Scene(ThreeZones zones) {
    private static final int FIRST_CALLER_PORT = 40_000;
    private static final int FIRST_CALLEE_PORT = 50_000;
    private static final int LIMIT_SECONDS = 180;
    private static final Rate WARM_UP = new Rate(1000, 50, 0);
    private static final String GATE = ThreeZones.DMZ_EXTERNAL_ADDRESS + ":5060";

    private static final String SETTINGS = """
            sip:
              listeners:
              - {name: outside, side: external, transport: udp, address: 203.0.113.1, port: 5060}
              - {name: inside, side: internal, transport: udp, address: 10.77.20.1, port: 5070}
              call-server: {host: 10.77.20.20, port: 5080, transport: udp, ping-interval: 1s}
            media:
              external: {address: 203.0.113.1}
              internal: {address: 10.77.20.1}
            """;

    /** What is done with a Sallyport that is ready. */
    @FunctionalInterface
    interface Work {
        void with(Appliance appliance) throws Exception;
    }

    /** Runs work on a Sallyport started for it alone, and returns how long its start took, s. */
    double inSallyport(Work work) throws Exception {
        long started = System.nanoTime();
        try (TemporaryFolder state = TemporaryFolder.make();
                Appliance appliance = Appliance.start(zones.dmz(), state.path(), SETTINGS)) {
            double seconds = (appliance.readyNanos() - started) / 1e9;
            work.with(appliance);
            return seconds;
        }
    }

    /** As {@link #inSallyport}, once it has carried a thousand calls, so that its code is compiled. */
    void inWarmSallyport(Work work) throws Exception {
        inSallyport(appliance -> {
            try (SippLoad _ = callServer()) {
                appliance.api().await("/api/v1/overview", Scene::callServerIsUp);
                calls(WARM_UP);
            }
            work.with(appliance);
        });
    }

    private static boolean callServerIsUp(JsonNode overview) {
        return overview.at("/now/callServer/state").asText().equals("REACHABLE");
    }

    Party caller() {
        return new Party(zones.outside(), ThreeZones.OUTSIDE_ADDRESS, 5060);
    }

    Party callee() {
        return new Party(zones.inside(), ThreeZones.INSIDE_ADDRESS, 5080);
    }

    /** Starts the call server. */
    SippLoad callServer() throws Exception {
        return SippLoad.answer(callee(), FIRST_CALLEE_PORT);
    }

    /** Starts calls through Sallyport. */
    SippLoad calling(Rate rate) throws Exception {
        return SippLoad.call(caller(), GATE, FIRST_CALLER_PORT, rate);
    }

    /** Calls through Sallyport, from the first to the end of the last. */
    Outcome calls(Rate rate) throws Exception {
        try (SippLoad calling = calling(rate)) {
            return calling.await(LIMIT_SECONDS);
        }
    }

    /** The same calls without Sallyport: both load generators in one zone. */
    Outcome directCalls(Rate rate) throws Exception {
        Party other = new Party(zones.outside(), ThreeZones.OUTSIDE_ADDRESS, 5090);
        try (SippLoad _ = SippLoad.answer(other, FIRST_CALLEE_PORT);
                SippLoad calling = SippLoad.call(caller(), other.hostPort(), FIRST_CALLER_PORT, rate)) {
            Outcome outcome = calling.await(LIMIT_SECONDS);
            return outcome;
        }
    }
}
