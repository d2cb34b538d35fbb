package org.sallyport.benchmarks.system;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.sallyport.benchmarks.report.Report;
import org.sallyport.benchmarks.system.RtpLoad.Sent;
import org.sallyport.benchmarks.system.SippLoad.Outcome;
import org.sallyport.benchmarks.system.SippLoad.Rate;
import org.sallyport.testing.interop.appliance.Appliance;

/**
 * 500 calls at once with 50 packets a second each way. What does not arrive is set beside the relay's own counters and the
 * kernel's, which tell where it was lost: before the relay, in it, or after it.
 */
final class MediaStage {
    private static final int CALLS = 500;
    private static final int ROUNDS = 3;
    private static final int LIMIT_SECONDS = 180;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final Duration PACKET_INTERVAL = Duration.ofMillis(20);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);
    /** 25 a second, and the first must still be there when the last round ends. */
    private static final Rate LASTING = new Rate(CALLS, 25, 120_000);

    private final Scene scene;
    private final Appliance appliance;
    private final ProcessUse use;
    private final Report report;

    MediaStage(Scene scene, Appliance appliance, Report report) {
        this.scene = scene;
        this.appliance = appliance;
        this.use = new ProcessUse(appliance.pid());
        this.report = report;
    }

    void run() throws Exception {
        try (SippLoad answering = scene.callServer();
                SippLoad calling = scene.calling(LASTING)) {
            while (answering.media().size() < CALLS || calling.media().size() < CALLS) {
                Thread.sleep(Duration.ofMillis(200));
            }
            try (RtpLoad outside = new RtpLoad(scene.caller(), calling.media());
                    RtpLoad inside = new RtpLoad(scene.callee(), answering.media())) {
                exchange(outside, inside, WARM_UP, PACKET_INTERVAL);
                for (int round = 0; round < ROUNDS; round++) {
                    measure(outside, inside);
                }
                memory();
                // silent calls would be ended by Sallyport as dead, and not by their caller
                while (calling.isRunning()) {
                    exchange(outside, inside, SIGN_OF_LIFE, SIGN_OF_LIFE);
                }
            }
            Outcome outcome = calling.await(LIMIT_SECONDS);
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("successful", outcome.successful());
            figures.put("failed", outcome.failed());
            report.figures(CALLS + " calls at once", figures);
        }
    }

    private void measure(RtpLoad outside, RtpLoad inside) throws Exception {
        RelayCounters relayBefore = RelayCounters.atRest(appliance.api());
        List<KernelDrops> dropsBefore = drops();
        long receivedBefore = outside.received() + inside.received();
        Duration processorBefore = use.processorTime("director.jar");
        Sent sent = exchange(outside, inside, ROUND, PACKET_INTERVAL);
        Duration processor = use.processorTime("director.jar").minus(processorBefore);
        RelayCounters relay = RelayCounters.atRest(appliance.api()).since(relayBefore);
        long received = outside.received() + inside.received() - receivedBefore;
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(
                "calls",
                appliance
                        .api()
                        .get("/api/v1/overview")
                        .at("/now/calls/connected")
                        .asInt());
        figures.put("sent", sent.packets());
        figures.put("lost", sent.packets() - received);
        figures.put("before the relay", sent.packets() - relay.taken());
        figures.put("in the relay", relay.discarded());
        figures.put("after the relay", relay.relayed() - received);
        figures.put("not sent", sent.refused());
        figures.put("sent late at most, ms", sent.latest().toMillis());
        figures.put("kernel drops", since(dropsBefore));
        figures.put(
                "processors used by the director",
                Math.round(100.0 * processor.toNanos() / sent.duration().toNanos()) / 100.0);
        report.figures("media of " + CALLS + " calls", figures);
    }

    private List<KernelDrops> drops() throws Exception {
        List<KernelDrops> drops = new ArrayList<>();
        drops.add(KernelDrops.of(scene.zones().outside()));
        drops.add(KernelDrops.of(scene.zones().dmz()));
        drops.add(KernelDrops.of(scene.zones().inside()));
        return drops;
    }

    private Map<String, KernelDrops> since(List<KernelDrops> before) throws Exception {
        List<KernelDrops> now = drops();
        Map<String, KernelDrops> more = new LinkedHashMap<>();
        more.put("outside", now.get(0).since(before.get(0)));
        more.put("Sallyport", now.get(1).since(before.get(1)));
        more.put("inside", now.get(2).since(before.get(2)));
        return more;
    }

    /** Both ways at once. */
    private static Sent exchange(RtpLoad outside, RtpLoad inside, Duration duration, Duration interval)
            throws Exception {
        FutureTask<Sent> inward = sending(outside, duration, interval);
        FutureTask<Sent> outward = sending(inside, duration, interval);
        return inward.get().and(outward.get());
    }

    private static FutureTask<Sent> sending(RtpLoad load, Duration duration, Duration interval) {
        FutureTask<Sent> task = new FutureTask<>(() -> load.send(duration, interval));
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    private void memory() throws IOException {
        int director = use.residentMib("director.jar");
        int manager = use.residentMib("manager.jar");
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("director", director);
        figures.put("manager", manager);
        figures.put("together", director + manager);
        report.figures("resident, " + CALLS + " calls, MiB", figures);
    }
}
