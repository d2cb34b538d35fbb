package org.sallyport.core.host.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SystemProgramsTest {
    private final Programs programs = new SystemPrograms(Duration.ofSeconds(10));

    @Test
    void handsArgumentsOverWithoutAShell() {
        String awkward = "$(id) `id` \"'; rm -r * \\";
        assertThat(programs.run("printf", "%s", awkward)).isEqualTo(new ProgramResult(0, awkward, ""));
    }

    @Test
    void givesInputAndTakesOutput() {
        assertThat(programs.run(List.of("tr", "a-z", "A-Z"), "grüße\n").output())
                .isEqualTo("GRüßE\n");
    }

    @Test
    void tellsWhatWentWrong() {
        ProgramResult result = programs.run("ls", "/no/such/directory");
        assertThat(result.succeeded()).isFalse();
        assertThat(result.complaint()).contains("/no/such/directory");
    }

    @Test
    void saysThatAProgramIsNotThere() {
        ProgramResult result = programs.run("no-such-program-anywhere");
        assertThat(result.status()).isEqualTo(ProgramResult.NOT_RUN);
        assertThat(result.complaint()).contains("no-such-program-anywhere");
    }

    @Test
    void endsWhatTakesTooLong() {
        Instant start = Instant.now();
        ProgramResult result = new SystemPrograms(Duration.ofMillis(200)).run("sleep", "60");
        assertThat(result.status()).isEqualTo(ProgramResult.NOT_RUN);
        assertThat(result.complaint()).contains("sleep did not end");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void keepsNoMoreOutputThanItsLimit() {
        ProgramResult result = programs.run("head", "-c", "3000000", "/dev/zero");
        assertThat(result.succeeded()).isTrue();
        assertThat(result.output()).hasSize(SystemPrograms.OUTPUT_LIMIT);
    }
}
