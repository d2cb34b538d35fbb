package org.sallyport.apps.hostd.upgrade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What something takes since it was begun: time, and the bytes that this process and the programs that it waited for have written to
 * disks, as the kernel counts them (proc(5), {@code write_bytes}).
 */
final class Effort {
    private static final Path COUNTED = Path.of("/proc/self/io");
    private static final String WRITTEN = "write_bytes:";

    private final long began = System.nanoTime();
    private final long before;

    private Effort(long before) {
        this.before = before;
    }

    static Effort begin() {
        return new Effort(written());
    }

    /** In words, for a log. */
    String words() {
        return Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s, " + bytes() + " bytes to disks";
    }

    /** Written since then; 0 where the kernel does not count. */
    long bytes() {
        return written() - before;
    }

    private static long written() {
        try {
            return Files.readAllLines(COUNTED).stream()
                    .filter(line -> line.startsWith(WRITTEN))
                    .map(line -> Long.parseLong(line.substring(WRITTEN.length()).strip()))
                    .findFirst()
                    .orElse(0L);
        } catch (IOException e) {
            return 0;
        }
    }
}
