package org.sallyport.testing.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SupervisedProcessTest {
    private final PipedInputStream printed = new PipedInputStream();
    private final PrintStream output = new PrintStream(pipe(printed), true, StandardCharsets.UTF_8);
    private final BufferedReader lines = new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8));

    @Test
    void printsItsNameBeforeEachLine() throws Exception {
        try (SupervisedProcess process = start("echo one; echo two >&2; exec sleep 30", Duration.ofHours(1))) {
            assertThat(lines.readLine()).isEqualTo("director | one");
            assertThat(lines.readLine()).isEqualTo("director | two");
            assertThat(process).isNotNull();
        }
    }

    @Test
    void startsAgainWhatEnded() throws Exception {
        try (SupervisedProcess process = start("echo up; exit 3", Duration.ofMillis(1))) {
            assertThat(lines.readLine()).isEqualTo("director | up");
            assertThat(lines.readLine())
                    .isEqualTo("workbench | director ended with status 3; it is started again in 0.001 s");
            assertThat(lines.readLine()).isEqualTo("director | up");
            assertThat(process).isNotNull();
        }
    }

    @Test
    void givesUpWhenItsSettingsAreRefused() throws Exception {
        CompletableFuture<Integer> refused = new CompletableFuture<>();
        try (SupervisedProcess process = new SupervisedProcess(
                "director", List.of("sh", "-c", "exit 2"), output, Duration.ofHours(1), refused::complete)) {
            assertThat(refused.get(20, TimeUnit.SECONDS)).isEqualTo(SupervisedProcess.REFUSED);
            assertThat(process).isNotNull();
        }
    }

    @Test
    void endsTheProcessWhenClosed() throws Exception {
        ProcessHandle child;
        try (SupervisedProcess process = start("echo $$; exec sleep 30", Duration.ofHours(1))) {
            String line = lines.readLine();
            child = ProcessHandle.of(Long.parseLong(line.substring("director | ".length())))
                    .orElseThrow();
            assertThat(child.isAlive()).isTrue();
            assertThat(process).isNotNull();
        }
        assertThat(child.isAlive()).isFalse();
    }

    private SupervisedProcess start(String script, Duration pause) {
        return new SupervisedProcess("director", List.of("sh", "-c", script), output, pause, status -> {});
    }

    private static PipedOutputStream pipe(PipedInputStream end) {
        try {
            return new PipedOutputStream(end);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
