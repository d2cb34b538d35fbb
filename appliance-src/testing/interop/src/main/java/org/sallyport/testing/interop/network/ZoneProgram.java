package org.sallyport.testing.interop.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that runs in a namespace until it is closed, with a folder of its own, which goes with it. */
public final class ZoneProgram implements AutoCloseable {
    private static final String OUTPUT = "output.txt";
    private static final long LIMIT_SECONDS = 30;

    private final Process process;
    private final Path folder;

    private ZoneProgram(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /**
     * Starts one, without input.
     *
     * @param folder what it keeps and says; deleted with all that is in it
     */
    public static ZoneProgram start(Namespace zone, Path folder, List<String> words) throws Exception {
        Process process = zone.call(() -> new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(OUTPUT).toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .start());
        return new ZoneProgram(process, folder);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Everything it has said. */
    public String output() throws IOException {
        return Files.readString(folder.resolve(OUTPUT), StandardCharsets.ISO_8859_1);
    }

    /** Asks it to end; it is gone on return. */
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
}
