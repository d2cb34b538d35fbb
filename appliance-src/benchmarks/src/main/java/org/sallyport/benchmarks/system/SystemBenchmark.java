package org.sallyport.benchmarks.system;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sallyport.benchmarks.report.Report;
import org.sallyport.benchmarks.system.SippLoad.Outcome;
import org.sallyport.benchmarks.system.SippLoad.Rate;
import org.sallyport.testing.interop.network.ThreeZones;

/**
 * What the whole system does, in stages: time to ready and memory, time that it adds to a set-up, calls a second, media of
 * many calls. Needs root. Load generators and system share the machine, so the figures are a lower bound.
 */
public final class SystemBenchmark {
    private static final int ROUNDS = 3;
    private static final Duration SETTLING = Duration.ofSeconds(20);
    private static final Rate SET_UP = new Rate(1500, 50, 0);
    private static final Rate SUSTAINED = new Rate(6000, 100, 0);

    private final Scene scene;
    private final Report report;

    private SystemBenchmark(Scene scene, Report report) {
        this.scene = scene;
        this.report = report;
    }

    /** Takes the file to append the figures to as JSON lines, then the names of the stages. */
    public static void main(String[] arguments) throws Exception {
        List<Stage> stages = Stage.parse(Arrays.asList(arguments).subList(1, arguments.length));
        try (ThreeZones zones = ThreeZones.build()) {
            SystemBenchmark benchmark = new SystemBenchmark(new Scene(zones), new Report(Path.of(arguments[0])));
            for (Stage stage : stages) {
                benchmark.run(stage);
            }
        }
    }

    private void run(Stage stage) throws Exception {
        switch (stage) {
            case IDLE -> idle();
            case SETUP -> scene.inWarmSallyport(_ -> setUp());
            case RATE -> scene.inWarmSallyport(_ -> sustained());
            case MEDIA -> scene.inWarmSallyport(appliance -> new MediaStage(scene, appliance, report).run());
        }
    }

    private void idle() throws Exception {
        List<Double> ready = new ArrayList<>();
        Map<String, List<Double>> resident = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            ready.add(scene.inSallyport(appliance -> {
                Thread.sleep(SETTLING);
                ProcessUse use = new ProcessUse(appliance.pid());
                double director = use.residentMib("director.jar");
                double manager = use.residentMib("manager.jar");
                note(resident, "director", director);
                note(resident, "manager", manager);
                note(resident, "together", director + manager);
            }));
        }
        report.spread("start to ready, s", ready);
        for (Map.Entry<String, List<Double>> process : resident.entrySet()) {
            report.spread("resident, idle, MiB, " + process.getKey(), process.getValue());
        }
    }

    private void setUp() throws Exception {
        Map<String, List<Double>> added = new TreeMap<>();
        long failed = 0;
        try (SippLoad _ = scene.callServer()) {
            for (int round = 0; round < ROUNDS; round++) {
                Outcome direct = scene.directCalls(SET_UP);
                Outcome through = scene.calls(SET_UP);
                for (double quantile : new double[] {0.5, 0.99}) {
                    String of = "p" + Math.round(100 * quantile);
                    note(added, of + " direct", direct.setup(quantile));
                    note(added, of + " through", through.setup(quantile));
                    note(added, of + " added", through.setup(quantile) - direct.setup(quantile));
                }
                failed += through.failed();
            }
        }
        for (Map.Entry<String, List<Double>> figure : added.entrySet()) {
            report.spread("set-up at 50 calls/s, ms, " + figure.getKey(), figure.getValue());
        }
        report.figures("set-up at 50 calls/s", Map.of("failed", failed));
    }

    private void sustained() throws Exception {
        try (SippLoad _ = scene.callServer()) {
            Outcome outcome = scene.calls(SUSTAINED);
            report.figures(
                    "100 calls/s for 60 s",
                    new TreeMap<>(Map.of("successful", outcome.successful(), "failed", outcome.failed())));
        }
    }

    private static void note(Map<String, List<Double>> figures, String name, double value) {
        figures.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }
}
