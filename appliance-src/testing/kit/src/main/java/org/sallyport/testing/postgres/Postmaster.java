package org.sallyport.testing.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The server process. It is interrupted (PostgreSQL's fast shutdown) when this JVM ends in whatever way. */
final class Postmaster {
    private static final long STOP_SECONDS = 30;

    private final Process process;

    private Postmaster(Process process) {
        this.process = process;
    }

    /** Starts the server of a cluster on a loopback port; it is not yet ready for connections. */
    static Postmaster start(Cluster cluster, int port, boolean durable) throws IOException {
        endLeftover(cluster);
        List<String> arguments =
                new ArrayList<>(List.of("-D", cluster.seen().resolve("pgdata").toString()));
        setting(arguments, "listen_addresses=127.0.0.1");
        setting(arguments, "port=" + port);
        setting(arguments, "unix_socket_directories=");
        setting(arguments, "shared_buffers=32MB");
        if (!durable) {
            setting(arguments, "fsync=off");
        }
        ProcessBuilder builder = new ProcessBuilder(cluster.command(cluster.program("postgres"), arguments))
                .directory(cluster.binaries().toFile())
                .redirectErrorStream(true)
                .redirectOutput(cluster.log().toFile());
        return new Postmaster(startOnLastingThread(builder));
    }

    private static void setting(List<String> arguments, String setting) {
        arguments.add("-c");
        arguments.add(setting);
    }

    /** The kernel sends the parent-death signal when the starting thread ends, so that thread waits with the process. */
    private static Process startOnLastingThread(ProcessBuilder builder) throws IOException {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread.ofPlatform().name("postgres-parent").daemon().start(() -> {
            try {
                Process process = builder.start();
                started.complete(process);
                process.waitFor();
            } catch (IOException | InterruptedException e) {
                started.completeExceptionally(e);
            }
        });
        try {
            return started.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting PostgreSQL", e);
        } catch (ExecutionException e) {
            throw new IOException("cannot start PostgreSQL: is setpriv (util-linux) installed?", e.getCause());
        }
    }

    boolean isRunning() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    void stop() throws IOException {
        interrupt(process.toHandle());
    }

    /** Ends the server as a power cut would, and with it those of its processes that still answer a client. */
    void kill() throws IOException {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle one : all) {
            awaitExit(one);
        }
    }

    /**
     * A server that outlived its starter is stopped. A pid file whose number has passed to another program, as after a
     * restart of a container, would keep PostgreSQL from starting and is removed; any other stale one it judges itself.
     */
    private static void endLeftover(Cluster cluster) throws IOException {
        Path pidFile = cluster.data().resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.size() < 2) {
            Files.delete(pidFile);
            return;
        }
        Optional<ProcessHandle> holder =
                ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
        if (holder.isPresent() && isServerOf(holder.get(), lines.get(1))) {
            interrupt(holder.get());
        } else if (holder.isPresent()) {
            Files.delete(pidFile);
        }
    }

    private static boolean isServerOf(ProcessHandle process, String dataDirectory) {
        try {
            byte[] commandLine = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            List<String> words = List.of(new String(commandLine, StandardCharsets.UTF_8).split("\0"));
            return words.getFirst().endsWith("/postgres") && words.contains(dataDirectory);
        } catch (IOException e) {
            return false;
        }
    }

    private static void interrupt(ProcessHandle process) throws IOException {
        if (process.isAlive()) {
            new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start();
            awaitExit(process);
        }
    }

    private static void awaitExit(ProcessHandle process) throws IOException {
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while stopping PostgreSQL", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("PostgreSQL (process " + process.pid() + ") did not stop", e);
        }
    }
}
