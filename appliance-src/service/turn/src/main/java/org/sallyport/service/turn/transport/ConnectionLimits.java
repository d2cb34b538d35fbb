package org.sallyport.service.turn.transport;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * How many of something there may be, in all and of one source: an IPv4 address or an IPv6 network of 64 bits, for whoever has one
 * address of that has all. Thread-safe.
 */
final class ConnectionLimits {
    private static final int IPV6_NETWORK = 8;

    private final Map<ByteBuffer, Integer> bySource = new HashMap<>();
    private final ConnectionMetrics metrics;
    private final int most;
    private final int mostOfSource;
    private final Refusal tooMany;
    private final Refusal tooManyOfSource;
    private int all;

    /**
     * Limits that nothing counts towards yet.
     *
     * @param most in all
     * @param mostOfSource a company's NAT has many clients behind it
     * @param tooMany what one beyond {@code most} is counted as
     * @param tooManyOfSource what one beyond {@code mostOfSource} is counted as
     */
    ConnectionLimits(ConnectionMetrics metrics, int most, int mostOfSource, Refusal tooMany, Refusal tooManyOfSource) {
        this.metrics = metrics;
        this.most = most;
        this.mostOfSource = mostOfSource;
        this.tooMany = tooMany;
        this.tooManyOfSource = tooManyOfSource;
    }

    /** Counts one more, to be given back once; false when there may be no more, which is counted. */
    synchronized boolean take(InetAddress host) {
        ByteBuffer source = source(host);
        int ofSource = bySource.getOrDefault(source, 0);
        if (ofSource >= mostOfSource || all >= most) {
            metrics.refused(ofSource >= mostOfSource ? tooManyOfSource : tooMany);
            return false;
        }
        all++;
        bySource.put(source, ofSource + 1);
        return true;
    }

    synchronized void giveBack(InetAddress host) {
        all--;
        bySource.computeIfPresent(source(host), (_, count) -> count == 1 ? null : Integer.valueOf(count - 1));
    }

    private static ByteBuffer source(InetAddress host) {
        byte[] octets = host.getAddress();
        return ByteBuffer.wrap(octets, 0, Math.min(octets.length, IPV6_NETWORK));
    }
}
