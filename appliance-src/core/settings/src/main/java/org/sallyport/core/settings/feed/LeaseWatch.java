package org.sallyport.core.settings.feed;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.sallyport.base.time.Deadlines;
import org.sallyport.core.settings.model.NetworkInterfaceSettings;
import org.sallyport.core.settings.model.NetworkSettings;
import org.sallyport.core.settings.sections.LeasedAddresses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the addresses that interfaces have by DHCP or SLAAC, and has the settings read anew when one comes, goes or
 * changes: listeners and media that are bound to a role follow.
 */
public final class LeaseWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private record Lease(Optional<InetAddress> ipv4, Optional<InetAddress> ipv6) {}

    private final Supplier<NetworkSettings> network;
    private final LeasedAddresses leases;
    private final Runnable reread;
    private final Deadlines deadlines;
    private Map<String, Lease> before = Map.of();
    private volatile boolean closed;

    /**
     * A watch that does nothing until {@link #start}.
     *
     * @param network the interfaces in force
     * @param reread reads the settings anew
     */
    public LeaseWatch(Supplier<NetworkSettings> network, LeasedAddresses leases, Runnable reread, Deadlines deadlines) {
        this.network = network;
        this.leases = leases;
        this.reread = reread;
        this.deadlines = deadlines;
    }

    /** Looks now and from now on. */
    public void start() {
        if (closed) {
            return;
        }
        Map<String, Lease> now = new LinkedHashMap<>();
        network.get().interfaces().stream()
                .filter(NetworkInterfaceSettings::isDynamic)
                .map(NetworkInterfaceSettings::name)
                .forEach(name -> now.put(name, new Lease(leases.of(name, false), leases.of(name, true))));
        if (!now.equals(before)) {
            LOG.info("interfaces have other addresses: {}, before: {}", now, before);
            before = now;
            reread.run();
        }
        deadlines.after("lease-watch", INTERVAL, this::start);
    }

    @Override
    public void close() {
        closed = true;
    }
}
