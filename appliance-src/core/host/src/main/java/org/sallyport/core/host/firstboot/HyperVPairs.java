package org.sallyport.core.host.firstboot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.sallyport.core.host.guest.KvpPool;

/** What was pushed to a guest of Hyper-V. The daemon that writes it down starts beside us, so it is waited for. */
final class HyperVPairs implements AnswerSource {
    static final String NAME = "Hyper-V's key-value pairs";
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String vendor;
    private final Path pool;
    private final Duration patience;

    HyperVPairs(String vendor, Path root, Duration patience) {
        this.vendor = vendor;
        this.pool = root.resolve("var/lib/hyperv/.kvp_pool_0");
        this.patience = patience;
    }

    @Override
    public Optional<Answers> find() {
        if (!vendor.startsWith("Microsoft")) {
            return Optional.empty();
        }
        long end = System.nanoTime() + patience.toNanos();
        Optional<Answers> found = look();
        while (found.isEmpty() && System.nanoTime() - end < 0) {
            pause();
            found = look();
        }
        return found;
    }

    private Optional<Answers> look() {
        return BoundedFile.octets(pool).flatMap(octets -> Answers.among(NAME, KvpPool.parse(octets)));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Hyper-V", e);
        }
    }
}
