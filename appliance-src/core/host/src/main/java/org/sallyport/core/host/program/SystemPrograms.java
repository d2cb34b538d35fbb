package org.sallyport.core.host.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The real programs. Thread-safe. */
public final class SystemPrograms implements Programs {
    static final int OUTPUT_LIMIT = 1 << 20;

    private static final Executor READERS =
            work -> Thread.ofVirtual().name("program").start(work);

    private final Duration limit;

    /** Programs that may take so long and no longer. */
    public SystemPrograms(Duration limit) {
        this.limit = limit;
    }

    @Override
    public ProgramResult run(List<String> command, String input) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C.UTF-8");
        try {
            return await(builder.start(), command.getFirst(), input);
        } catch (IOException e) {
            return ProgramResult.notRun(command.getFirst() + " cannot be started: " + e.getMessage());
        }
    }

    private ProgramResult await(Process process, String name, String input) {
        CompletableFuture<String> output = read(process.getInputStream());
        CompletableFuture<String> errors = read(process.getErrorStream());
        READERS.execute(() -> write(process.getOutputStream(), input));
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new ProgramResult(process.exitValue(), output.join(), errors.join());
            }
            return ProgramResult.notRun(name + " did not end within " + limit.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ProgramResult.notRun(name + " was not waited for");
        } finally {
            // What it started may hold its output open, and ends with it.
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static CompletableFuture<String> read(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (stream) {
                        String text = new String(stream.readNBytes(OUTPUT_LIMIT), StandardCharsets.UTF_8);
                        stream.transferTo(OutputStream.nullOutputStream());
                        return text;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                READERS);
    }

    private static void write(OutputStream stream, String input) {
        try (stream) {
            stream.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended without reading all; its status says whether that matters.
        }
    }
}
