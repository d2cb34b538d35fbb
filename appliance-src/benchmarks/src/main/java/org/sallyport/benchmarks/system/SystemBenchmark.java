package org.sallyport.benchmarks.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.sallyport.base.json.Json;
import org.sallyport.benchmarks.system.SippLoad.Outcome;
import org.sallyport.benchmarks.system.SippLoad.Party;
import org.sallyport.benchmarks.system.SippLoad.Rate;
import org.sallyport.testing.interop.appliance.Appliance;
import org.sallyport.testing.interop.network.ThreeZones;

/**
 * What the whole system does: time to ready, memory, calls a second, time that it adds to a set-up, media of many calls.
 * Takes about six minutes; needs root. Load generators and system share the machine, so the figures are a lower bound.
 */
public final class SystemBenchmark {
    private static final int STARTS = 3;
    private static final int FIRST_CALLER_PORT = 40_000;
    private static final int FIRST_CALLEE_PORT = 50_000;
    private static final int CONCURRENT = 500;
    private static final Duration SETTLING = Duration.ofSeconds(20);
    private static final Duration MEDIA = Duration.ofSeconds(10);
    private static final Duration PACKET_INTERVAL = Duration.ofMillis(20);
    private static final Rate WARM_UP = new Rate(1000, 50, 0);
    private static final Rate SET_UP = new Rate(1500, 50, 0);
    private static final Rate SUSTAINED = new Rate(6000, 100, 0);
    private static final Rate LASTING = new Rate(CONCURRENT, 25, 60_000);

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

    private final ThreeZones zones;
    private final Path results;
    private final Party caller;
    private final Party callee;
    private final String gate;

    private SystemBenchmark(ThreeZones zones, Path results) {
        this.zones = zones;
        this.results = results;
        this.caller = new Party(zones.outside(), ThreeZones.OUTSIDE_ADDRESS, 5060);
        this.callee = new Party(zones.inside(), ThreeZones.INSIDE_ADDRESS, 5080);
        this.gate = ThreeZones.DMZ_EXTERNAL_ADDRESS + ":5060";
    }

    /** Takes the file to append the figures to as JSON lines. */
    public static void main(String[] arguments) throws Exception {
        try (ThreeZones zones = ThreeZones.build()) {
            new SystemBenchmark(zones, Path.of(arguments[0])).run();
        }
    }

    private void run() throws Exception {
        for (int start = 1; start < STARTS; start++) {
            inSallyport(appliance -> {});
        }
        inSallyport(appliance -> {
            Thread.sleep(SETTLING);
            reportMemory(appliance, "idle");
            try (SippLoad answering = SippLoad.answer(callee, FIRST_CALLEE_PORT)) {
                appliance.api().await("/api/v1/overview", SystemBenchmark::callServerIsUp);
                through(WARM_UP);
                Outcome added = through(SET_UP);
                reportSetUp(direct(SET_UP), added);
                Outcome sustained = through(SUSTAINED);
                report(
                        "100 calls/s for 60 s",
                        Map.of("successful", sustained.successful(), "failed", sustained.failed()));
                lastingCalls(appliance, answering);
            }
        });
    }

    private static boolean callServerIsUp(JsonNode overview) {
        return overview.path("now").path("callServer").toString().contains("UP");
    }

    private void inSallyport(Work work) throws Exception {
        Path state = Files.createTempDirectory("sallyport-benchmark-");
        long started = System.nanoTime();
        try (Appliance appliance = Appliance.start(zones.dmz(), state, SETTINGS)) {
            report("ready", Map.of("seconds", rounded((appliance.readyNanos() - started) / 1e9)));
            work.with(appliance);
        } finally {
            delete(state);
        }
    }

    private Outcome through(Rate rate) throws Exception {
        try (SippLoad calling = SippLoad.call(caller, gate, FIRST_CALLER_PORT, rate)) {
            return calling.await(180);
        }
    }

    /** The same calls without Sallyport: both SIPp in one zone. */
    private Outcome direct(Rate rate) throws Exception {
        Party other = new Party(zones.outside(), ThreeZones.OUTSIDE_ADDRESS, 5090);
        try (SippLoad answering = SippLoad.answer(other, FIRST_CALLEE_PORT);
                SippLoad calling = SippLoad.call(caller, other.hostPort(), FIRST_CALLER_PORT, rate)) {
            Outcome outcome = calling.await(180);
            String errors = answering.errors();
            if (!errors.isEmpty()) {
                System.out.println(errors);
            }
            return outcome;
        }
    }

    private void reportSetUp(Outcome direct, Outcome through) throws IOException {
        report(
                "set-up at 50 calls/s, ms",
                Map.of(
                        "direct p50", rounded(direct.setup(0.5)),
                        "direct p99", rounded(direct.setup(0.99)),
                        "through p50", rounded(through.setup(0.5)),
                        "through p99", rounded(through.setup(0.99)),
                        "added p50", rounded(through.setup(0.5) - direct.setup(0.5)),
                        "added p99", rounded(through.setup(0.99) - direct.setup(0.99)),
                        "failed", through.failed()));
    }

    private void lastingCalls(Appliance appliance, SippLoad answering) throws Exception {
        Map<Integer, InetSocketAddress> before = answering.media();
        try (SippLoad calling = SippLoad.call(caller, gate, FIRST_CALLER_PORT, LASTING)) {
            awaitCalls(calling);
            Map<Integer, InetSocketAddress> inside = new HashMap<>(answering.media());
            inside.keySet().removeAll(before.keySet());
            try (RtpLoad out = new RtpLoad(caller.zone(), caller.address(), calling.media());
                    RtpLoad in = new RtpLoad(callee.zone(), callee.address(), inside)) {
                FutureTask<Long> inward = sending(out);
                FutureTask<Long> outward = sending(in);
                long sent = inward.get() + outward.get();
                Thread.sleep(Duration.ofSeconds(1));
                long received = in.received() + out.received();
                report("media of " + CONCURRENT + " calls", Map.of("sent", sent, "lost", sent - received));
            }
            reportMemory(appliance, CONCURRENT + " calls");
            Outcome outcome = calling.await(180);
            report(
                    CONCURRENT + " calls at once",
                    Map.of("successful", outcome.successful(), "failed", outcome.failed()));
        }
    }

    private static FutureTask<Long> sending(RtpLoad load) {
        FutureTask<Long> task = new FutureTask<>(() -> load.send(MEDIA, PACKET_INTERVAL));
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    private static void awaitCalls(SippLoad calling) throws Exception {
        while (calling.media().size() < CONCURRENT) {
            Thread.sleep(Duration.ofMillis(200));
        }
    }

    private void reportMemory(Appliance appliance, String when) throws IOException {
        int director = Memory.residentMib(appliance.pid(), "director.jar");
        int manager = Memory.residentMib(appliance.pid(), "manager.jar");
        report(
                "resident memory, " + when + ", MiB",
                Map.of("director", director, "manager", manager, "together", director + manager));
    }

    private void report(String what, Map<String, ? extends Object> figures) throws IOException {
        System.out.printf(Locale.ROOT, "%-36s %s%n", what, new TreeMap<>(figures));
        Files.writeString(
                results,
                Json.write(Map.of("benchmark", what, "figures", figures)) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @FunctionalInterface
    private interface Work {
        void with(Appliance appliance) throws Exception;
    }
}
