package org.sallyport.service.turn.allocation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.sallyport.core.settings.model.TurnSettings;
import org.sallyport.core.settings.model.TurnSettings.TurnBandwidth;

/**
 * How many allocations there are, in all and of each account, and how much bandwidth they were granted. An allocation keeps what it
 * was granted until it ends, so nothing is asked here while packets pass. Thread-safe.
 */
public final class Quotas {
    /** With less, no call would be of use: 64 kbit/s are one of speech. */
    private static final int LEAST_KBPS = 64;

    private final Supplier<TurnSettings> settings;
    private final Map<String, Use> byAccount = new HashMap<>();
    private Use all = Use.NONE;

    public Quotas(Supplier<TurnSettings> settings) {
        this.settings = settings;
    }

    private record Use(int allocations, long kbps) {
        static final Use NONE = new Use(0, 0);

        Use and(int more, long kbpsMore) {
            return new Use(allocations + more, kbps + kbpsMore);
        }
    }

    /** What became of a wish for one more allocation. */
    public sealed interface Outcome {}

    /**
     * One more, to be given back once.
     *
     * @param kbps most kbit/s in each direction; 0 when there is no limit
     */
    public record Share(String account, int kbps) implements Outcome {}

    /** There is no more. */
    public enum Refusal implements Outcome {
        /** The account has as many as it may, or as much bandwidth, or all bandwidth is granted (486). */
        QUOTA,
        /** There are as many as may be (508). */
        CAPACITY
    }

    /** Counts one more, or says why not. */
    public synchronized Outcome take(String account) {
        TurnSettings inForce = settings.get();
        Use ofAccount = byAccount.getOrDefault(account, Use.NONE);
        if (ofAccount.allocations() >= inForce.limits().allocationsPerUser()) {
            return Refusal.QUOTA;
        }
        if (all.allocations() >= inForce.limits().allocations()) {
            return Refusal.CAPACITY;
        }
        int kbps = 0;
        if (inForce.bandwidth().isPresent()) {
            TurnBandwidth bandwidth = inForce.bandwidth().get();
            kbps = granted(bandwidth, ofAccount);
            if (kbps < Math.min(LEAST_KBPS, bandwidth.perAllocation())) {
                return Refusal.QUOTA;
            }
        }
        byAccount.put(account, ofAccount.and(1, kbps));
        all = all.and(1, kbps);
        return new Share(account, kbps);
    }

    /** What an allocation may have, or what is left of it. */
    private int granted(TurnBandwidth bandwidth, Use ofAccount) {
        long left = Math.min(left(bandwidth.perUser(), ofAccount), left(bandwidth.all(), all));
        return (int) Math.max(0, Math.min(bandwidth.perAllocation(), left));
    }

    private static long left(Optional<Integer> most, Use used) {
        return most.map(kbps -> kbps - used.kbps()).orElse(Long.MAX_VALUE);
    }

    public synchronized void giveBack(Share share) {
        all = all.and(-1, -share.kbps());
        byAccount.computeIfPresent(share.account(), (_, use) -> {
            Use less = use.and(-1, -share.kbps());
            return less.allocations() == 0 ? null : less;
        });
    }

    /** Allocations now. */
    public synchronized int size() {
        return all.allocations();
    }

    /** Bandwidth granted to them, kbit/s in each direction. */
    public synchronized long kbps() {
        return all.kbps();
    }
}
