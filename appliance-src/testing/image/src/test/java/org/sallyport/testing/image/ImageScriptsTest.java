package org.sallyport.testing.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each script of {@code image/tests}: right when it ends with status 0, not possible here when with 77. */
class ImageScriptsTest {
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final int NOT_POSSIBLE_HERE = 77;

    /** Surefire runs in the module's folder, {@code appliance-src/testing/image}. */
    private static final Path SCRIPTS =
            Path.of("../../../image/tests").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> everyScript() throws IOException {
        List<Path> scripts;
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            scripts = files.filter(Files::isExecutable)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
        assertThat(scripts).as("scripts in %s", SCRIPTS).isNotEmpty();
        return scripts.stream().map(script -> DynamicTest.dynamicTest(name(script), () -> run(script)));
    }

    private void run(Path script) throws IOException, InterruptedException {
        Path output = directory.resolve(name(script));
        Process process = new ProcessBuilder(script.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            fail("%s is not done after %s:%n%s", script, LIMIT, Files.readString(output));
        }
        if (process.exitValue() == NOT_POSSIBLE_HERE) {
            abort(Files.readString(output));
        }
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }

    private static String name(Path script) {
        return String.valueOf(script.getFileName());
    }
}
