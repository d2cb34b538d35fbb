package org.sallyport.benchmarks.relay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.sallyport.benchmarks.load.RtpPacket;
import org.sallyport.benchmarks.relay.Load.Result;
import org.sallyport.benchmarks.report.Report;

/**
 * What the media relay costs a packet, what it carries without loss, how long it keeps packets and what a stream takes of memory.
 *
 * <p>Generator and sink run in this process, the relay in another; its cost is that process's processor time. All of it
 * is on the loopback interface, so a relay's cost includes the kernel's delivery to the receiving socket.
 */
public final class RelayBenchmark {
    private static final int VIDEO = 1200;
    private static final Duration STEP = Duration.ofSeconds(3);
    private static final int LITTER_MIB_PER_SECOND = 200;
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 3;

    private final Report report;

    private RelayBenchmark(Report report) {
        this.report = report;
    }

    /** Takes the file to append the figures to as JSON lines, then sockets, relay, capacity or latency. */
    public static void main(String[] arguments) throws IOException {
        RelayBenchmark benchmark = new RelayBenchmark(new Report(Path.of(arguments[0])));
        for (String stage : Arrays.asList(arguments).subList(1, arguments.length)) {
            switch (stage) {
                case "sockets" -> benchmark.sockets();
                case "relay" -> benchmark.relay();
                case "capacity" -> benchmark.capacity();
                case "latency" -> benchmark.latency();
                default ->
                    throw new IllegalArgumentException(
                            "stage " + stage + ": it is sockets, relay, capacity or latency");
            }
        }
    }

    /** On the sockets that we have beside the JDK's and Netty's, whose forwarders check nothing. */
    private void sockets() throws IOException {
        try (Subject ours = JavaRelay.ours();
                Subject onChannels = JavaRelay.onChannels();
                Subject nio = JavaRelay.netty("nio");
                Subject epoll = JavaRelay.netty("epoll");
                Subject bare = JavaRelay.bare()) {
            for (int streams : new int[] {1, 1000}) {
                compare(List.of(ours, onChannels, nio, epoll, bare), streams, RtpPacket.G711);
            }
        }
    }

    /**
     * Beside rtpengine in user space, with the threads that it takes by itself and with one, or where Debian's package {@code
     * rtpengine-daemon} is not installed beside a forwarder that checks nothing.
     */
    private void relay() throws IOException {
        for (int streams : new int[] {1, 1000, 2000}) {
            List<Subject> relays = new ArrayList<>();
            relays.add(JavaRelay.ours());
            if (Rtpengine.isInstalled()) {
                relays.add(Rtpengine.start(0, 28_000));
                relays.add(Rtpengine.start(1, 33_000));
            } else {
                relays.add(JavaRelay.bare());
            }
            try {
                compare(relays, streams, RtpPacket.G711, VIDEO);
            } finally {
                relays.forEach(Subject::close);
            }
        }
    }

    private void compare(List<Subject> relays, int streams, int... octets) throws IOException {
        List<Load> loads = new ArrayList<>();
        try {
            for (Subject relay : relays) {
                loads.add(new Load(relay, streams));
            }
            for (int length : octets) {
                alternate(loads, length);
            }
        } finally {
            for (Load load : loads) {
                load.close();
            }
        }
    }

    /** Alternates between the relays, the first of which is ours; the first rounds warm them up and are not counted. */
    private void alternate(List<Load> loads, int octets) throws IOException {
        int rate = 30_000;
        List<List<Double>> micros =
                loads.stream().<List<Double>>map(_ -> new ArrayList<>()).toList();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            for (int i = 0; i < loads.size(); i++) {
                Load load = loads.get(i);
                Result result = load.run(octets, rate, STEP);
                if (round >= WARM_UP) {
                    report("relay: " + load.relay().name(), load, octets, rate, result);
                    micros.get(i).add(result.microsPerPacket());
                }
            }
        }
        for (int i = 1; i < loads.size(); i++) {
            Load load = loads.get(i);
            String of = "relay: our cost, of that of %s, %d streams, %d octets"
                    .formatted(load.relay().name(), load.streams(), octets);
            report.ratio(of, micros.getFirst(), micros.get(i));
        }
    }

    /** Idle ports, then a rate that rises until packets are lost, calls with G.711, and 700 Mbit/s of video in a thousand calls. */
    private void capacity() throws IOException {
        idle();
        ramp();
        carry("500 calls, 50 packets/s each way", 500, RtpPacket.G711, 50_000);
        carry("1000 calls, 700 Mbit/s of video", 1000, VIDEO, 700_000_000 / 8 / VIDEO);
    }

    /** What it costs to hold the four ports of each of a thousand streams when nothing comes. */
    private void idle() throws IOException {
        int streams = 1000;
        Duration length = Duration.ofSeconds(10);
        try (Subject ours = JavaRelay.ours();
                Load load = new Load(ours, streams)) {
            load.run(RtpPacket.G711, 5000, STEP);
            Duration before = ours.processorTime();
            LockSupport.parkNanos(length.toNanos());
            long nanos = ours.processorTime().minus(before).toNanos();
            report.figures(
                    "capacity: idle, 4 ports a stream",
                    Map.of("streams", streams, "processors", nanos / 1e9 / length.toSeconds()));
        }
    }

    private void ramp() throws IOException {
        int carried = 0;
        try (Subject ours = JavaRelay.ours();
                Load load = new Load(ours, 200)) {
            load.run(RtpPacket.G711, 20_000, STEP);
            for (int rate : new int[] {20_000, 40_000, 60_000, 80_000, 100_000, 120_000, 140_000, 160_000}) {
                Result result = load.run(RtpPacket.G711, rate, STEP);
                report("capacity: step", load, RtpPacket.G711, rate, result);
                boolean paced = result.seconds() < 1.1 * STEP.toMillis() / 1000;
                if (result.lost() > 0 || !paced) {
                    System.out.println(paced ? "packets were lost" : "the generator reached no more");
                    break;
                }
                carried = rate;
            }
        }
        report.figures("capacity: carried without loss", Map.of("packets/s", carried));
    }

    private void carry(String what, int calls, int octets, int rate) throws IOException {
        try (Subject ours = JavaRelay.ours();
                Load load = new Load(ours, calls)) {
            load.run(octets, rate / 5, STEP);
            for (int round = 0; round < 3; round++) {
                report("capacity: " + what, load, octets, rate, load.run(octets, rate, Duration.ofSeconds(10)));
            }
        }
    }

    /** How long packets are under way, without a relay and with ours; then while it makes much garbage; and its memory. */
    private void latency() throws IOException {
        int rate = 20_000;
        int streams = 200;
        Duration length = Duration.ofSeconds(10);
        try (Subject none = Subject.none();
                JavaRelay ours = JavaRelay.ours();
                Load direct = new Load(none, streams);
                Load relayed = new Load(ours, streams)) {
            relayed.run(RtpPacket.G711, rate, STEP);
            for (int round = 0; round < 3; round++) {
                report("latency: no relay", direct, RtpPacket.G711, rate, direct.run(RtpPacket.G711, rate, length));
                report("latency: relay", relayed, RtpPacket.G711, rate, relayed.run(RtpPacket.G711, rate, length));
                ours.litter(LITTER_MIB_PER_SECOND);
                long before = ours.collections();
                Result result = relayed.run(RtpPacket.G711, rate, length);
                report(
                        "latency: relay, " + (ours.collections() - before) + " pauses and cycles of collections",
                        relayed,
                        RtpPacket.G711,
                        rate,
                        result);
                ours.litter(0);
            }
        }
        memory();
    }

    private void memory() throws IOException {
        int streams = 2000;
        try (JavaRelay ours = JavaRelay.ours();
                Load first = new Load(ours, 100)) {
            first.run(RtpPacket.G711, 5000, STEP);
            long heap = ours.process().heap();
            long resident = ours.process().measured().resident();
            try (Load load = new Load(ours, streams)) {
                load.run(RtpPacket.G711, 20_000, STEP);
                Map<String, Object> figures = new LinkedHashMap<>();
                figures.put("heap, octets", (ours.process().heap() - heap) / streams);
                figures.put(
                        "outside the heap, octets", (ours.process().measured().resident() - resident) / streams);
                report.figures("latency: memory a stream, of " + streams, figures);
            }
        }
    }

    private void report(String what, Load load, int octets, int rate, Result result) throws IOException {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("streams", load.streams());
        figures.put("octets", octets);
        figures.put("packets/s", rate);
        figures.put("reached", Math.round(result.sent() / result.seconds()));
        figures.put("sent", result.sent());
        figures.put("lost", result.lost());
        figures.put("processor time, us a packet", result.microsPerPacket());
        figures.put("processors", result.processor().toNanos() / 1e9 / result.seconds());
        figures.put("under way, us, p50", result.nanos().getValueAtPercentile(50) / 1e3);
        figures.put("p99.9", result.nanos().getValueAtPercentile(99.9) / 1e3);
        figures.put("most", result.nanos().getMaxValue() / 1e3);
        report.figures(what, figures);
    }
}
