package org.sallyport.benchmarks.h323;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.sallyport.base.json.Json;

/** What one H.323 message costs, in time with its spread and in bytes allocated. Takes about four minutes. */
public final class CodecBenchmark {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private CodecBenchmark() {}

    /** Takes a file to append the figures to as JSON lines, if wanted. */
    public static void main(String[] arguments) throws RunnerException, IOException {
        System.out.printf("%-8s %-22s %8s %10s %10s %10s%n", "what", "message", "octets", "us", "+- us", "bytes");
        for (RunResult run : new Runner(new OptionsBuilder()
                        .include(CodecMicroBenchmark.class.getName())
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run()) {
            Map<String, Object> figures = figures(run);
            System.out.printf(
                    Locale.ROOT,
                    "%-8s %-22s %8d %10.2f %10.2f %10.0f%n",
                    figures.values().toArray());
            if (arguments.length > 0) {
                Files.writeString(
                        Path.of(arguments[0]),
                        Json.write(figures) + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
        }
    }

    private static Map<String, Object> figures(RunResult run) {
        Result<?> time = run.getPrimaryResult();
        String message = run.getParams().getParam("message");
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("codec", time.getLabel());
        figures.put("message", message);
        figures.put("octets", Subject.named(message).octets().length());
        figures.put("micros", time.getScore());
        figures.put("error", time.getScoreError());
        figures.put(
                "allocated",
                Objects.requireNonNull(run.getSecondaryResults().get(ALLOCATED)).getScore());
        return figures;
    }
}
