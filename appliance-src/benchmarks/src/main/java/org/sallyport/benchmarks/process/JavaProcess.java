package org.sallyport.benchmarks.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM with the director's options that is told what to do line by line, answers line by line, and ends with its input. Its
 * heap is resident from the start, so that what its resident set grows by lies outside the heap.
 */
public final class JavaProcess implements AutoCloseable {
    /** Has a {@link JavaProcess} collect its garbage and tell the octets of its heap that are left. */
    static final String COLLECT = "collect";

    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    private JavaProcess(Process process) {
        this.process = process;
        this.in = process.outputWriter();
        this.out = process.inputReader();
    }

    /** Starts a main class of this class path. */
    public static JavaProcess start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dio.netty.leakDetection.level=disabled",
                "-XX:+UseZGC",
                "-XX:+AlwaysPreTouch",
                "-Xms256m",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new JavaProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Says a line; it is sent at the latest when an answer is {@link #hear awaited}. */
    public void tell(String line) throws IOException {
        in.write(line);
        in.newLine();
    }

    /** Waits for a line. */
    public String hear() throws IOException {
        in.flush();
        String line = out.readLine();
        if (line == null) {
            throw new EOFException("the process that was started has ended");
        }
        return line;
    }

    /** Octets of the heap that are left after a collection. */
    public long heap() throws IOException {
        tell(COLLECT);
        return Long.parseLong(hear());
    }

    /** What it takes of the machine. */
    public Measured measured() {
        return new Measured(process.toHandle());
    }

    @Override
    public void close() {
        Ending.of(process);
    }
}
