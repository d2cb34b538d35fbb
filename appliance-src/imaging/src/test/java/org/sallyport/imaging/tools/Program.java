package org.sallyport.imaging.tools;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(result.status)
                .as("%s said: %s", String.join(" ", command), result.said)
                .isZero();
        return result.said;
    }

    /** Whether a disk image is sound and has the content of a raw disk, by qemu-img. */
    public static void isSoundAndSame(String format, Object image, Object raw) {
        run("qemu-img", "check", "-q", "-f", format, image.toString());
        String verdict = run("qemu-img", "compare", "-f", "raw", "-F", format, raw.toString(), image.toString());
        assertThat(verdict).contains("Images are identical");
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
