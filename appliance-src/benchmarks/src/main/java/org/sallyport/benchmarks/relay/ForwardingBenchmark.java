package org.sallyport.benchmarks.relay;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sallyport.base.address.Side;
import org.sallyport.base.live.LiveObjects;
import org.sallyport.base.time.Deadlines;
import org.sallyport.benchmarks.process.Measured;
import org.sallyport.benchmarks.report.Report;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.calls.live.Forwarding.By;
import org.sallyport.core.settings.model.MediaClass;
import org.sallyport.core.settings.model.MediaSettings;
import org.sallyport.core.settings.model.MediaSettings.Dscp;
import org.sallyport.core.settings.model.MediaSettings.MediaRange;
import org.sallyport.core.telemetry.alarms.Alarms;
import org.sallyport.core.telemetry.metrics.Metrics;
import org.sallyport.media.RelayedStream;
import org.sallyport.media.RelayedStream.RemoteMedia;
import org.sallyport.media.relay.RelayEngine;
import org.sallyport.media.relay.RelayOptions;
import org.sallyport.media.socket.SocketMake;
import org.sallyport.testing.interop.network.Command;
import org.sallyport.testing.interop.network.ThreeZones;

/**
 * What a packet costs that the kernel forwards, beside one that the relay forwards and one that is merely routed, all from
 * one network namespace through a second into a third. Takes about three minutes; root only.
 *
 * <p>A packet's way through the kernel is charged to whoever sends it: so what is taken is the time that the generator spends to
 * send, and the processor time of all threads of the relay. What counts is the cost above that of routing the same packets. Flows in
 * the kernel come back to be looked at every ten seconds: a round contains that twice.
 */
public final class ForwardingBenchmark {
    private static final int STREAMS = 200;
    private static final int RATE = 20_000;
    private static final int ROUNDS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Report report;

    private ForwardingBenchmark(Report report) {
        this.report = report;
    }

    /** Takes the file to append the figures to as JSON lines. */
    public static void main(String[] arguments) throws Exception {
        new ForwardingBenchmark(new Report(Path.of(arguments[0]))).run();
    }

    /** How packets get through the zone in the middle. */
    private enum Way {
        ROUTED(Duration.ofSeconds(10)),
        KERNEL(Duration.ofSeconds(21)),
        RELAY(Duration.ofSeconds(10));

        private final Duration round;

        Way(Duration round) {
            this.round = round;
        }
    }

    private void run() throws Exception {
        LiveObjects liveObjects = new LiveObjects();
        try (ThreeZones zones = ThreeZones.build();
                Deadlines deadlines = new Deadlines(liveObjects);
                RelayEngine kernel = engine(zones, true, liveObjects, deadlines);
                RelayEngine relay = engine(zones, false, liveObjects, deadlines);
                ZoneLoad load = new ZoneLoad(zones)) {
            route(zones);
            List<RelayedStream> inKernel = open(zones, kernel, load);
            List<RelayedStream> inRelay = open(zones, relay, load);
            Map<Way, List<InetSocketAddress>> targets = new EnumMap<>(Way.class);
            targets.put(Way.ROUTED, List.of(load.sink()));
            targets.put(Way.KERNEL, entries(inKernel));
            targets.put(Way.RELAY, entries(inRelay));
            for (List<InetSocketAddress> warmUp : targets.values()) {
                load.send(warmUp, RATE, Duration.ofSeconds(5));
            }
            measure(load, targets, inKernel);
        }
    }

    private static RelayEngine engine(ThreeZones zones, boolean kernel, LiveObjects liveObjects, Deadlines deadlines)
            throws Exception {
        int first = kernel ? 20_000 : 30_000;
        MediaSettings settings = new MediaSettings(
                range(ThreeZones.DMZ_EXTERNAL_ADDRESS, first),
                range(ThreeZones.DMZ_INTERNAL_ADDRESS, first),
                Duration.ofMinutes(1),
                Duration.ofMillis(500),
                Duration.ofMinutes(1),
                kernel);
        return zones.dmz()
                .call(() -> new RelayEngine(
                        new RelayOptions(1, SocketMake.best()),
                        () -> settings,
                        new Metrics(),
                        new Alarms("benchmark", Clock.systemUTC()),
                        liveObjects,
                        deadlines));
    }

    private static MediaRange range(String address, int first) {
        return new MediaRange(InetAddress.ofLiteral(address), address, first, first + 9_999, Dscp.USUAL);
    }

    /** Lets the zone in the middle route, which it does not need to for either of the others. */
    private static void route(ThreeZones zones) throws IOException {
        String outside = zones.outside().name();
        String dmz = zones.dmz().name();
        Command.run("ip", "-netns", outside, "route", "add", "default", "via", ThreeZones.DMZ_EXTERNAL_ADDRESS);
        Command.run("ip", "netns", "exec", dmz, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward");
    }

    /** Opens streams between the generator and the sink, and has the sink's side be learnt. */
    private static List<RelayedStream> open(ThreeZones zones, RelayEngine engine, ZoneLoad load) throws Exception {
        List<RelayedStream> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            int index = i;
            RelayedStream stream =
                    zones.dmz().call(() -> engine.openDatagrams(CallId.random(), index, MediaClass.AUDIO));
            stream.remote(Side.EXTERNAL, media(load.generator()));
            stream.remote(Side.INTERNAL, media(load.sink()));
            load.answer(stream.local(Side.INTERNAL).bound());
            streams.add(stream);
        }
        return streams;
    }

    private static RemoteMedia media(InetSocketAddress address) {
        return new RemoteMedia(address, null, 8000, false, null, null);
    }

    private static List<InetSocketAddress> entries(List<RelayedStream> streams) {
        return streams.stream()
                .map(stream -> stream.local(Side.EXTERNAL).bound())
                .toList();
    }

    /** Sends until the kernel has all of its flows, which have lain idle while others were measured. */
    private static void settle(List<RelayedStream> inKernel, ZoneLoad load, List<InetSocketAddress> entries)
            throws IOException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        long byKernel = 0;
        while (byKernel < STREAMS) {
            if (System.nanoTime() - giveUp > 0) {
                throw new IOException("the kernel took " + byKernel + " of " + STREAMS + " flows; the first: "
                        + inKernel.getFirst().forwarding(Side.EXTERNAL));
            }
            load.send(entries, RATE, Duration.ofSeconds(1));
            byKernel = inKernel.stream()
                    .filter(stream -> stream.forwarding(Side.EXTERNAL).by() == By.KERNEL)
                    .count();
        }
    }

    private void measure(ZoneLoad load, Map<Way, List<InetSocketAddress>> targets, List<RelayedStream> inKernel)
            throws IOException {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Map<Way, Double> micros = new EnumMap<>(Way.class);
            for (Map.Entry<Way, List<InetSocketAddress>> way : targets.entrySet()) {
                if (way.getKey() == Way.KERNEL) {
                    settle(inKernel, load, way.getValue());
                }
                micros.put(way.getKey(), measure(way.getKey(), load, way.getValue()));
            }
            double routed = micros.getOrDefault(Way.ROUTED, 0.0);
            ratios.add(
                    (micros.getOrDefault(Way.KERNEL, 0.0) - routed) / (micros.getOrDefault(Way.RELAY, 0.0) - routed));
        }
        report.spread("what the kernel costs above routing, of the relay's", ratios);
    }

    /** Microseconds a packet, of whoever has to do with it but counts it. */
    private double measure(Way way, ZoneLoad load, List<InetSocketAddress> entries) throws IOException {
        long before = load.arrivals().count();
        Duration processorBefore = othersTime();
        ZoneLoad.Sent sent = load.send(entries, RATE, way.round);
        double micros = (sent.nanos() + othersTime().minus(processorBefore).toNanos()) / 1e3 / sent.packets();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("streams", entries.size());
        figures.put("packets/s", RATE);
        figures.put("sent", sent.packets());
        figures.put("lost", sent.packets() - (load.arrivals().count() - before));
        figures.put("to send and to relay, us a packet", micros);
        report.figures("way of a packet: " + way.name().toLowerCase(Locale.ROOT), figures);
        return micros;
    }

    /** Processor time of all threads but the generator's. */
    private static Duration othersTime() {
        Duration generator =
                Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
        return new Measured(ProcessHandle.current()).processorTime().minus(generator);
    }
}
