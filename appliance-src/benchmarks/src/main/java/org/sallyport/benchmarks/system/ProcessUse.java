package org.sallyport.benchmarks.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What the processes below another one take of the machine, each known by the jar it runs. */
record ProcessUse(long ancestor) {
    private static final int KIB_PER_MIB = 1024;

    /** Resident set, MiB. */
    int residentMib(String jar) {
        return running(jar).mapToInt(process -> residentKib(process.pid())).sum() / KIB_PER_MIB;
    }

    /** Processor time used so far. */
    Duration processorTime(String jar) {
        return running(jar)
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private Stream<ProcessHandle> running(String jar) {
        return ProcessHandle.of(ancestor).stream()
                .flatMap(ProcessHandle::descendants)
                .filter(process -> read(process.pid(), "cmdline").contains("/" + jar));
    }

    private static int residentKib(long pid) {
        return read(pid, "status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToInt(line -> Integer.parseInt(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
