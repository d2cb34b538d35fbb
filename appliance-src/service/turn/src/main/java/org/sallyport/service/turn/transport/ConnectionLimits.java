package org.sallyport.service.turn.transport;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.sallyport.core.telemetry.metrics.Counter;

/** How many connections there may be, in all and of one address. Thread-safe. */
final class ConnectionLimits {
    private static final int MAX_CONNECTIONS = 8192;
    /** A company's NAT has many clients behind it. */
    private static final int MAX_OF_ONE_ADDRESS = 512;

    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private final Counter refused;
    private int all;

    /**
     * Limits that nothing counts towards yet.
     *
     * @param refused counts connections beyond them
     */
    ConnectionLimits(Counter refused) {
        this.refused = refused;
    }

    /** Counts one more, to be given back once; false when there may be no more. */
    synchronized boolean take(InetAddress source) {
        int ofSource = byAddress.getOrDefault(source, 0);
        if (all >= MAX_CONNECTIONS || ofSource >= MAX_OF_ONE_ADDRESS) {
            refused.increment();
            return false;
        }
        all++;
        byAddress.put(source, ofSource + 1);
        return true;
    }

    synchronized void giveBack(InetAddress source) {
        all--;
        byAddress.computeIfPresent(source, (_, count) -> count == 1 ? null : Integer.valueOf(count - 1));
    }
}
