package org.sallyport.testing.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.testing.interop.appliance.Appliance;
import org.sallyport.testing.interop.appliance.SourceTree;
import org.sallyport.testing.interop.network.ThreeZones;

/** The console in Chromium, as an administrator uses it from the first log-in on, with the call of the demo. */
class ConsoleTest {
    private static final long LIMIT_SECONDS = 300;
    private static final int CALL_SECONDS = 120;

    /** The rest is as installed: all on the loopback of the zone, where the demo calls. */
    private static final String SETTINGS = """
            capacity: {max-calls: 50}
            """;

    @TempDir
    Path state;

    @TempDir
    Path scratch;

    @Test
    void showsACallFromItsAppearanceToItsRecord() throws Exception {
        assumeTrue(ThreeZones.possible(), "needs root and network namespaces");
        try (ThreeZones zones = ThreeZones.build();
                Appliance appliance = Appliance.startAsInstalled(zones.dmz(), state, SETTINGS)) {
            Path printed = scratch.resolve("browser.txt");
            Process browser = zones.dmz().call(() -> browser(appliance, printed).start());
            try {
                boolean ended = browser.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
                assertThat(ended).as(() -> said(printed)).isTrue();
                assertThat(browser.exitValue()).as(() -> said(printed)).isZero();
            } finally {
                browser.destroyForcibly();
            }
        }
    }

    private static ProcessBuilder browser(Appliance appliance, Path printed) {
        Path root = SourceTree.root();
        return new ProcessBuilder(
                        "node",
                        "e2e/console.mjs",
                        "--url",
                        "https://localhost:8443",
                        "--password-file",
                        appliance.state().resolve("initial-password").toString(),
                        "--call",
                        root.resolve("build/demo") + " " + CALL_SECONDS,
                        "--out",
                        "target/screenshots")
                .directory(root.resolve("management/console").toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
    }

    private static String said(Path printed) {
        try {
            return Files.readString(printed);
        } catch (IOException e) {
            return "nothing";
        }
    }
}
