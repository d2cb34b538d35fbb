package org.sallyport.benchmarks.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.sallyport.base.json.Json;

/** Runs the JMH benchmarks of this package, about 20 s, and prints them as a table. */
public final class MicroBenchmarks {
    private MicroBenchmarks() {}

    /** Takes a file to append the figures to as JSON lines, if wanted. */
    public static void main(String[] arguments) throws RunnerException, IOException {
        Options options = new OptionsBuilder()
                .include(RtpMicroBenchmark.class.getName())
                .include(PortPoolBenchmark.class.getName())
                .verbosity(VerboseMode.SILENT)
                .build();
        Collection<RunResult> runs = new Runner(options).run();
        for (RunResult run : runs) {
            Result<?> result = run.getPrimaryResult();
            System.out.printf(
                    Locale.ROOT,
                    "%-45s %10.1f +- %.1f %s%n",
                    run.getParams().getBenchmark(),
                    result.getScore(),
                    result.getScoreError(),
                    result.getScoreUnit());
            if (arguments.length > 0) {
                append(Path.of(arguments[0]), run.getParams().getBenchmark(), result);
            }
        }
    }

    private static void append(Path file, String benchmark, Result<?> result) throws IOException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("benchmark", benchmark);
        line.put("score", result.getScore());
        line.put("error", result.getScoreError());
        line.put("unit", result.getScoreUnit());
        Files.writeString(file, Json.write(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
