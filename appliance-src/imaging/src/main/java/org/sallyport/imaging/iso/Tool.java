package org.sallyport.imaging.iso;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs of the distribution, each with a list of arguments and a deadline.
 *
 * @param scratch a directory for what they say
 * @param epochSeconds the time that they put into what they make
 */
record Tool(Path scratch, long epochSeconds) {
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int MOST_SAID = 2000;

    /**
     * Runs a program to its end.
     *
     * @return what it said on both outputs
     * @throws IOException if it cannot be run or fails, with the end of what it said
     */
    String run(List<String> command) throws IOException {
        Path said = Files.createTempFile(scratch, "said-", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(said.toFile());
        builder.environment().put("SOURCE_DATE_EPOCH", Long.toString(epochSeconds));
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("TZ", "UTC");
        builder.environment().put("MTOOLS_SKIP_CHECK", "1"); // boot images are smaller than its idea of a disk
        int status = waitFor(start(builder), command.getFirst());
        String text = Files.readString(said, StandardCharsets.UTF_8);
        if (status != 0) {
            String end = text.substring(Math.max(0, text.length() - MOST_SAID)).strip();
            throw new IOException(command.getFirst() + " failed with status " + status + ": " + end);
        }
        return text;
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException(
                    builder.command().getFirst()
                            + " cannot be run. Install it: appliance-src/build/require images does.",
                    e);
        }
    }

    private static int waitFor(Process process, String program) throws IOException {
        try {
            if (process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            throw new IOException(program + " did not end within " + LONGEST.toMinutes() + " minutes.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while " + program + " ran.", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
