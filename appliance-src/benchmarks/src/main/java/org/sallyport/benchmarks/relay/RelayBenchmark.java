package org.sallyport.benchmarks.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.json.Json;
import org.sallyport.benchmarks.relay.Load.Result;

/**
 * What the media relay costs a packet and what it carries without loss, beside another relay in the same minutes:
 * rtpengine where Debian's package {@code rtpengine-daemon} is installed, else a bare forwarder. Takes about a minute
 * and a half.
 *
 * <p>Generator and sink run in this process, the relay in another; its cost is that process's processor time. All of it
 * is on the loopback interface, so a relay's cost includes the kernel's delivery to the receiving socket.
 */
public final class RelayBenchmark {
    private static final int SHARDS = Math.min(2, Runtime.getRuntime().availableProcessors());
    private static final int COMPARED_STREAMS = 200;
    private static final int COMPARED_RATE = 20_000;
    private static final int ROUNDS = 4;
    private static final Duration ROUND = Duration.ofSeconds(4);
    private static final Duration STEP = Duration.ofSeconds(3);
    private static final int[] STEPS = {20_000, 30_000, 40_000, 50_000, 60_000, 80_000, 100_000, 120_000};
    private static final int CALLS = 500;
    private static final int PACKETS_PER_SECOND_AND_WAY = 50;
    private static final Duration CALLS_LENGTH = Duration.ofSeconds(10);

    private final @Nullable Path json;

    private RelayBenchmark(@Nullable Path json) {
        this.json = json;
    }

    /** Takes a file to append the figures to as JSON lines, if wanted. */
    public static void main(String[] arguments) throws IOException {
        new RelayBenchmark(arguments.length > 0 ? Path.of(arguments[0]) : null).run();
    }

    private void run() throws IOException {
        System.out.printf(
                "%-16s %8s %10s %10s %10s %8s %12s%n",
                "relay", "streams", "pkt/s", "reached", "sent", "lost", "CPU us/pkt");
        compare();
        ramp();
        calls();
    }

    private static Subject ours() throws IOException {
        return ChildProcess.start("sallyport", RelayHost.class, Integer.toString(SHARDS));
    }

    private static Subject peer() throws IOException {
        return Rtpengine.isInstalled()
                ? Rtpengine.start(SHARDS)
                : ChildProcess.start("bare-forwarder", BareForwarder.class);
    }

    /** Alternates between the relays; the first round warms them up and is not counted. */
    private void compare() throws IOException {
        try (Subject ours = ours();
                Subject peer = peer();
                Load ourLoad = new Load(ours, COMPARED_STREAMS);
                Load peerLoad = new Load(peer, COMPARED_STREAMS)) {
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                Result own = ourLoad.run(ours, COMPARED_RATE, ROUND);
                Result others = peerLoad.run(peer, COMPARED_RATE, ROUND);
                if (round > 0) {
                    report("compare", ours, COMPARED_STREAMS, COMPARED_RATE, own);
                    report("compare", peer, COMPARED_STREAMS, COMPARED_RATE, others);
                    ratios.add(own.relayMicrosPerPacket() / others.relayMicrosPerPacket());
                }
            }
            reportRatio(ours, peer, ratios);
        }
    }

    private void reportRatio(Subject ours, Subject peer, List<Double> ratios) {
        List<Double> sorted = ratios.stream().sorted().toList();
        double median = sorted.get(sorted.size() / 2);
        System.out.printf(
                Locale.ROOT,
                "%s costs %.2f of %s (median of %d alternating rounds; %.2f to %.2f)%n",
                ours.name(),
                median,
                peer.name(),
                sorted.size(),
                sorted.getFirst(),
                sorted.getLast());
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("benchmark", "relay.ratio");
        line.put("relay", ours.name());
        line.put("peer", peer.name());
        line.put("median", median);
        line.put("rounds", ratios);
        write(line);
    }

    /** Raises the rate until packets are lost; what went before is carried without loss. */
    private void ramp() throws IOException {
        int carried = 0;
        try (Subject ours = ours();
                Load load = new Load(ours, COMPARED_STREAMS)) {
            load.run(ours, COMPARED_RATE, STEP);
            for (int rate : STEPS) {
                Result result = load.run(ours, rate, STEP);
                report("ramp", ours, COMPARED_STREAMS, rate, result);
                boolean paced = result.seconds() < 1.1 * STEP.toMillis() / 1000;
                if (result.lost() > 0 || !paced) {
                    System.out.println(paced ? "packets were lost" : "the generator reached no more");
                    break;
                }
                carried = rate;
            }
        }
        System.out.printf("carried without loss: %d packets/s%n", carried);
        write(Map.of("benchmark", "relay.lossless", "packetsPerSecond", carried));
    }

    private void calls() throws IOException {
        int rate = CALLS * PACKETS_PER_SECOND_AND_WAY * 2;
        try (Subject ours = ours();
                Load load = new Load(ours, CALLS)) {
            load.run(ours, rate / 5, STEP);
            Result result = load.run(ours, rate, CALLS_LENGTH);
            report("calls", ours, CALLS, rate, result);
            System.out.printf(
                    "%d calls with %d packets/s each way for %.1f s: %d of %d packets lost%n",
                    CALLS, PACKETS_PER_SECOND_AND_WAY, result.seconds(), result.lost(), result.sent());
        }
    }

    private void report(String benchmark, Subject subject, int streams, int rate, Result result) {
        System.out.printf(
                Locale.ROOT,
                "%-16s %8d %10d %10.0f %10d %8d %12.2f%n",
                subject.name(),
                streams,
                rate,
                result.sent() / result.seconds(),
                result.sent(),
                result.lost(),
                result.relayMicrosPerPacket());
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("benchmark", "relay." + benchmark);
        line.put("relay", subject.name());
        line.put("streams", streams);
        line.put("packetsPerSecond", rate);
        line.put("seconds", result.seconds());
        line.put("sent", result.sent());
        line.put("lost", result.lost());
        line.put("cpuMicrosPerPacket", result.relayMicrosPerPacket());
        write(line);
    }

    private void write(Map<String, Object> line) {
        if (json == null) {
            return;
        }
        try {
            Files.writeString(json, Json.write(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
