package org.sallyport.service.sip.transport;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Shares the connections that may exist at once, in all and per address. Thread-safe. */
final class ConnectionQuota {
    private final int maxInAll;
    private final int maxPerSource;
    private final AtomicInteger inAll = new AtomicInteger();
    private final Map<InetAddress, Integer> perSource = new ConcurrentHashMap<>();

    ConnectionQuota(int maxInAll, int maxPerSource) {
        this.maxInAll = maxInAll;
        this.maxPerSource = maxPerSource;
    }

    /** Takes one for an address; says which limit forbids it, if one does. */
    Optional<String> take(InetAddress source) {
        if (inAll.incrementAndGet() > maxInAll) {
            inAll.decrementAndGet();
            return Optional.of("limit");
        }
        int held = perSource.merge(source, 1, Integer::sum);
        if (held > maxPerSource) {
            giveBack(source);
            return Optional.of("source-limit");
        }
        return Optional.empty();
    }

    /** Gives back what {@link #take} granted. */
    void giveBack(InetAddress source) {
        inAll.decrementAndGet();
        perSource.computeIfPresent(source, (_, held) -> held == 1 ? null : held - 1);
    }
}
