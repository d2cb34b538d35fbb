package org.sallyport.service.turn.auth;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * How many answers strangers of one source get, so that this server is no reflector: {@value #PER_SECOND} a second and
 * {@value #BURST} at once for an IPv4 address or an IPv6 network of 64 bits. Its size is fixed whatever the sources say: they
 * share {@value #SLOTS} buckets by a hash that nobody outside knows. Used by one thread.
 */
public final class StrangerBudget {
    private static final int PER_SECOND = 10;
    private static final int BURST = 50;
    private static final int SLOTS = 8192;
    private static final int IPV6_NETWORK = 8;

    private final long seed = new SplittableRandom().nextLong();
    /** When each bucket was full, were it filled no further. */
    private final long[] fullNanos = new long[SLOTS];

    /** A budget that nobody has used. */
    public StrangerBudget(long nowNanos) {
        Arrays.fill(fullNanos, nowNanos);
    }

    /** Takes one answer out of a source's budget; false when there is none left. */
    public boolean take(InetAddress source, long nowNanos) {
        int slot = slot(source);
        long step = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
        long full = fullNanos[slot] - nowNanos < 0 ? nowNanos : fullNanos[slot];
        if (full + step - nowNanos > BURST * step) {
            return false;
        }
        fullNanos[slot] = full + step;
        return true;
    }

    private int slot(InetAddress source) {
        byte[] octets = source.getAddress();
        long hash = seed;
        for (int i = 0; i < Math.min(octets.length, IPV6_NETWORK); i++) {
            hash = (hash ^ octets[i]) * 0x9e3779b97f4a7c15L;
            hash ^= hash >>> 29;
        }
        return (int) (hash >>> 32) & (SLOTS - 1);
    }
}
