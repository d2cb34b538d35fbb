package org.sallyport.benchmarks.turn;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.sallyport.benchmarks.process.TemporaryFolder;
import org.sallyport.benchmarks.report.Report;

/**
 * Our TURN server beside coturn's, in alternating rounds: what ChannelData costs a packet over UDP and TLS, allocations a second,
 * and what one takes of memory. Clients and peers are this process, each server another; all on the loopback interface.
 */
public final class TurnBenchmark {
    private static final int WARM_UP = 5;
    /** Of making allocations: what runs a thousand times a round is compiled later than what runs with each packet. */
    private static final int ALLOCATING_WARM_UP = 8;

    private static final int ROUNDS = 3;
    private static final Duration ROUND = Duration.ofSeconds(4);
    private static final int AT_ONCE = 16;
    private static final int ALLOCATIONS = 1000;

    private final Report report;

    private TurnBenchmark(Report report) {
        this.report = report;
    }

    /** Takes the file to append the figures to as JSON lines. */
    public static void main(String[] arguments) throws Exception {
        if (!Coturn.isInstalled()) {
            throw new IOException("There is no coturn to measure beside. Type: sudo apt-get install coturn");
        }
        TurnBenchmark benchmark = new TurnBenchmark(new Report(Path.of(arguments[0])));
        for (int clients : new int[] {1, 100, 1000}) {
            benchmark.channelData("UDP", Clients::overUdp, clients, 20_000);
        }
        benchmark.channelData("TLS", Clients::overTls, 100, 10_000);
        benchmark.allocations();
    }

    private interface Joining {
        Clients of(Server server, int count) throws IOException;
    }

    /** The first rounds warm both servers up and are not counted. */
    private void channelData(String over, Joining joining, int count, int rate) throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.make();
                Server ours = Sallyport.start();
                Server coturn = Coturn.start(folder.path());
                Clients ofOurs = joining.of(ours, count);
                Clients ofCoturn = joining.of(coturn, count)) {
            List<Double> cost = new ArrayList<>();
            List<Double> costOfCoturn = new ArrayList<>();
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                Clients.Result result = ofOurs.run(rate, ROUND);
                Clients.Result resultOfCoturn = ofCoturn.run(rate, ROUND);
                if (round >= WARM_UP) {
                    report(ours, over, count, rate, result);
                    report(coturn, over, count, rate, resultOfCoturn);
                    cost.add(result.microsPerPacket());
                    costOfCoturn.add(resultOfCoturn.microsPerPacket());
                }
            }
            report.ratio(
                    "turn: our cost of ChannelData over %s, %d allocations, of coturn's".formatted(over, count),
                    cost,
                    costOfCoturn);
        }
    }

    private void report(Server server, String over, int clients, int rate, Clients.Result result) throws IOException {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("allocations", clients);
        figures.put("packets/s", rate);
        figures.put("reached", Math.round(result.sent() / result.seconds()));
        figures.put("sent", result.sent());
        figures.put("lost", result.sent() - result.received());
        figures.put("processor time, us a packet", result.microsPerPacket());
        report.figures("turn: ChannelData over " + over + ", " + server.name(), figures);
    }

    private void allocations() throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.make();
                Sallyport ours = Sallyport.start();
                Server coturn = Coturn.start(folder.path())) {
            for (int round = 0; round < ALLOCATING_WARM_UP; round++) {
                allocate(ours);
                allocate(coturn);
            }
            long heap = ours.process().heap();
            List<Double> rate = new ArrayList<>();
            List<Double> rateOfCoturn = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                rate.add(allocate(ours));
                rateOfCoturn.add(allocate(coturn));
            }
            report.ratio("turn: allocations a second, ours, of coturn's", rate, rateOfCoturn);
            report.figures(
                    "turn: heap left by %d allocations that ended, octets each".formatted(ROUNDS * ALLOCATIONS),
                    Map.of("sallyport", (ours.process().heap() - heap) / (ROUNDS * ALLOCATIONS)));
        }
    }

    /** Makes allocations, {@value #AT_ONCE} at a time, and ends them; tells how many a second. */
    private double allocate(Server server) throws Exception {
        long resident = server.measured().resident();
        long heap = server instanceof Sallyport ours ? ours.process().heap() : 0;
        Duration processor = server.measured().processorTime();
        List<Future<Allocating>> made = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        InetSocketAddress address = new InetSocketAddress(server.host(), Server.PORT);
        for (int i = 0; i < ALLOCATIONS; i++) {
            links.add(Link.datagrams(Clients.address(i), address));
        }
        try (ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE)) {
            long start = System.nanoTime();
            for (Link link : links) {
                made.add(clients.submit(() -> new Allocating(link)));
            }
            for (Future<Allocating> one : made) {
                one.get();
            }
            double perSecond = ALLOCATIONS / ((System.nanoTime() - start) / 1e9);
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("a second", perSecond);
            figures.put(
                    "processor time, us each",
                    server.measured().processorTime().minus(processor).toNanos() / 1e3 / ALLOCATIONS);
            figures.put("resident, octets each", (server.measured().resident() - resident) / ALLOCATIONS);
            if (server instanceof Sallyport ours) {
                figures.put("heap, octets each", (ours.process().heap() - heap) / ALLOCATIONS);
            }
            report.figures("turn: %d allocations, %s".formatted(ALLOCATIONS, server.name()), figures);
            for (Future<Allocating> one : made) {
                one.get().release();
            }
            return perSecond;
        } finally {
            for (Link link : links) {
                link.close();
            }
        }
    }
}
