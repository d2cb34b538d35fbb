package org.sallyport.testing.interop.appliance;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sallyport.testing.interop.network.Namespace;

/** The workbench running in a namespace, from its first word to its orderly end. */
public final class Appliance implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(40);
    private static final String READY = "Sallyport is ready";

    private final Process process;
    private final Path state;
    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private final Api api;
    private volatile long readyNanos;

    private Appliance(Process process, Path state, Namespace zone) {
        this.process = process;
        this.state = state;
        this.api = new Api(zone, "https://127.0.0.1:8443");
        Thread.ofPlatform().daemon().name("appliance").start(this::follow);
    }

    /**
     * Starts everything in a zone, waits until it is ready, and logs in to the API.
     *
     * @throws IOException as {@link #startAsInstalled} does
     */
    public static Appliance start(Namespace zone, Path state, String settings) throws Exception {
        Appliance appliance = startAsInstalled(zone, state, settings);
        try {
            appliance.api.logIn(state);
        } catch (IOException e) {
            throw appliance.failed(e);
        }
        return appliance;
    }

    /**
     * Starts everything in a zone and waits until it is ready; nobody has logged in yet.
     *
     * @param state empty folder for its state, in which the settings are written too
     * @param settings settings file, YAML
     * @throws IOException with all it printed, when it is not ready in 90 s
     */
    public static Appliance startAsInstalled(Namespace zone, Path state, String settings) throws Exception {
        Path root = SourceTree.root();
        Path file = Files.writeString(state.resolve("interop.yaml"), settings);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-jar",
                root.resolve("testing/workbench/target/workbench.jar").toString(),
                "--apps",
                root.resolve("apps").toString(),
                "--state",
                state.toString(),
                "--settings",
                file.toString());
        Process process = zone.call(
                () -> new ProcessBuilder(command).redirectErrorStream(true).start());
        Appliance appliance = new Appliance(process, state, zone);
        try {
            appliance.awaitReady();
        } catch (IOException e) {
            throw appliance.failed(e);
        }
        return appliance;
    }

    private IOException failed(IOException cause) throws IOException {
        close();
        return new IOException(cause.getMessage() + "\n" + log(), cause);
    }

    /** The API, logged in as administrator. */
    public Api api() {
        return api;
    }

    /** When it said that it was ready, by {@link System#nanoTime}. */
    public long readyNanos() {
        return readyNanos;
    }

    /** Everything the processes printed. */
    public String log() {
        return String.join("\n", log);
    }

    /** Process id of the workbench; director, manager and PostgreSQL are its children. */
    public long pid() {
        return process.pid();
    }

    public Path state() {
        return state;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("the workbench did not stop\n" + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() throws IOException {
        try {
            if (!ready.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("the workbench ended");
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the workbench is not ready", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void follow() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null) {
                log.add(line);
                if (line.startsWith(READY)) {
                    readyNanos = System.nanoTime();
                    ready.complete(true);
                }
                line = lines.readLine();
            }
            ready.complete(false);
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }
}
