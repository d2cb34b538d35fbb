package org.sallyport.service.sip.transport;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Shares the connections that may exist at once, in all and per address. Thread-safe. */
final class ConnectionQuota {
    private final Supplier<TransportLimits> limits;
    private final AtomicInteger inAll = new AtomicInteger();
    private final Map<InetAddress, Integer> perSource = new ConcurrentHashMap<>();

    ConnectionQuota(Supplier<TransportLimits> limits) {
        this.limits = limits;
    }

    /** Takes one for an address; says which limit forbids it, if one does. */
    Optional<String> take(InetAddress source) {
        if (inAll.incrementAndGet() > limits.get().maxConnections()) {
            inAll.decrementAndGet();
            return Optional.of("limit");
        }
        int held = perSource.merge(source, 1, Integer::sum);
        if (held > limits.get().maxConnectionsPerSource()) {
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
