package org.sallyport.core.host.guest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What Hyper-V's host says to its guest. The daemon that writes pairs down begins while the system starts and takes them one
 * by one, so that who asks early waits for them.
 */
public final class KvpExchange {
    /** Pairs that have not come so long after the kernel's start do not come any more. */
    private static final Duration LATEST = Duration.ofSeconds(90);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int LIMIT_OCTETS = 8 << 20;

    /** What the host pushed, then what it says of itself; the earlier counts. */
    private static final List<String> POOLS = List.of(".kvp_pool_0", ".kvp_pool_3");

    private final Path root;

    /** The exchange of the system below a root directory. */
    public KvpExchange(Path root) {
        this.root = root;
    }

    /** The pairs that are there now; none where there is no exchange. */
    public Map<String, String> pairs() {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pool : POOLS) {
            KvpPool.parse(octets(root.resolve("var/lib/hyperv").resolve(pool))).forEach(pairs::putIfAbsent);
        }
        return pairs;
    }

    /**
     * The pairs once one is there that somebody waits for and no other has come for a second; at the latest those that are
     * there 90 s after the start of the kernel.
     */
    public Map<String, String> await(Predicate<String> key) {
        Map<String, String> before = pairs();
        while (uptime().compareTo(LATEST) < 0) {
            pause();
            Map<String, String> now = pairs();
            if (now.equals(before) && now.keySet().stream().anyMatch(key)) {
                return now;
            }
            before = now;
        }
        return before;
    }

    /** How long the kernel runs (proc(5)); where it does not say, long enough. */
    private Duration uptime() {
        try {
            String seconds = Files.readString(root.resolve("proc/uptime")).split(" ", 2)[0];
            return Duration.ofMillis((long) (Double.parseDouble(seconds) * 1000));
        } catch (IOException e) {
            return LATEST;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Hyper-V", e);
        }
    }

    private static byte[] octets(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return stream.readNBytes(LIMIT_OCTETS);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
