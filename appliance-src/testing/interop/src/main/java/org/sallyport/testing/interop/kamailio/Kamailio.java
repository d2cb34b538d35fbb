package org.sallyport.testing.interop.kamailio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.sallyport.testing.interop.network.Namespace;

/** A running Kamailio that registers whoever proves himself by the password {@code open sesame}, and calls him. */
public final class Kamailio implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/kamailio");
    private static final long LIMIT_SECONDS = 10;

    private final Process process;
    private final Path folder;

    private Kamailio(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /**
     * Starts one.
     *
     * @param address host:port that it listens on, UDP
     */
    public static Kamailio start(Namespace zone, String address) throws Exception {
        Path folder = Files.createTempDirectory("kamailio-");
        Path config = Files.writeString(folder.resolve("registrar.cfg"), config().replace("ADDRESS", address));
        List<String> words =
                List.of(PROGRAM.toString(), "-DD", "-f", config.toString(), "-Y", folder.toString(), "-m", "32");
        Process process = zone.call(() -> new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log.txt").toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .start());
        return new Kamailio(process, folder);
    }

    /** Everything it has said. */
    public String log() throws IOException {
        return Files.readString(folder.resolve("log.txt"), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String config() throws IOException {
        try (InputStream resource = Kamailio.class.getResourceAsStream("registrar.cfg")) {
            return new String(Objects.requireNonNull(resource, "registrar.cfg").readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
