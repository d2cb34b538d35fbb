package org.sallyport.service.turn.transport;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.sallyport.core.telemetry.metrics.Counter;

/** How many connections or handshakes there may be, in all and of one address. Thread-safe. */
final class ConnectionLimits {
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private final int most;
    private final int mostOfOneAddress;
    private final Counter refused;
    private int all;

    /**
     * Limits that nothing counts towards yet.
     *
     * @param most in all
     * @param mostOfOneAddress a company's NAT has many clients behind it
     * @param refused counts connections beyond them
     */
    ConnectionLimits(int most, int mostOfOneAddress, Counter refused) {
        this.most = most;
        this.mostOfOneAddress = mostOfOneAddress;
        this.refused = refused;
    }

    /** Counts one more, to be given back once; false when there may be no more. */
    synchronized boolean take(InetAddress source) {
        int ofSource = byAddress.getOrDefault(source, 0);
        if (all >= most || ofSource >= mostOfOneAddress) {
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
