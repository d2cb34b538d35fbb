package org.sallyport.testing.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program of the distribution; build/require test installs them. */
public final class Program {
    private static final int MOST_SECONDS = 120;

    private Program() {}

    /** What it said, on both outputs; fails unless its exit status is 0. */
    public static String run(String... command) {
        Result result = start(List.of(command));
        if (result.status != 0) {
            throw new AssertionError(String.join(" ", command) + " ended with " + result.status + ": " + result.said);
        }
        return result.said;
    }

    private record Result(int status, String said) {}

    private static Result start(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " does not end");
            }
            return new Result(process.exitValue(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(command.getFirst() + " is missing: appliance-src/build/require test", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
