package org.sallyport.testing.interop.network;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A short program run to its end, its output kept. */
public final class Command {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Command() {}

    /**
     * Runs a program and returns what it printed.
     *
     * @throws IOException with all it printed, when it ends with a status other than 0 or does not end in 30 s
     */
    public static String run(String... words) throws IOException {
        Path output = Files.createTempFile("command-", ".txt");
        try {
            Process process = new ProcessBuilder(List.of(words))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            String printed = Files.readString(output, StandardCharsets.UTF_8);
            if (!ended || process.exitValue() != 0) {
                throw new IOException(String.join(" ", words) + ": " + printed.strip());
            }
            return printed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(String.join(" ", words));
        } finally {
            Files.delete(output);
        }
    }
}
