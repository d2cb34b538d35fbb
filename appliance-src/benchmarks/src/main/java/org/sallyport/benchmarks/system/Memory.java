package org.sallyport.benchmarks.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resident memory of the processes below another one. */
final class Memory {
    private static final int KIB_PER_MIB = 1024;

    private Memory() {}

    /** Resident set of the process that runs a jar, MiB. */
    static int residentMib(long ancestor, String jar) {
        return ProcessHandle.of(ancestor).stream()
                        .flatMap(ProcessHandle::descendants)
                        .filter(process -> commandLine(process.pid()).contains("/" + jar))
                        .mapToInt(process -> residentKib(process.pid()))
                        .sum()
                / KIB_PER_MIB;
    }

    private static String commandLine(long pid) {
        return read(Path.of("/proc", Long.toString(pid), "cmdline"));
    }

    private static int residentKib(long pid) {
        return read(Path.of("/proc", Long.toString(pid), "status"))
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToInt(line -> Integer.parseInt(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
