package org.sallyport.service.turn.allocation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.sallyport.core.settings.model.TurnSettings.TurnLimits;

/** How many allocations there are, in all and of each account. Thread-safe. */
public final class Quotas {
    private final Supplier<TurnLimits> limits;
    private final AtomicInteger all = new AtomicInteger();
    private final Map<String, Integer> byAccount = new ConcurrentHashMap<>();

    public Quotas(Supplier<TurnLimits> limits) {
        this.limits = limits;
    }

    /** What became of a wish for one more allocation. */
    public enum Grant {
        GRANTED,
        /** The account has as many as it may (486). */
        ACCOUNT_FULL,
        /** There are as many as may be (508). */
        ALL_TAKEN
    }

    /** Counts one more, to be given back once, or says why not. */
    public Grant take(String account) {
        TurnLimits inForce = limits.get();
        boolean[] granted = new boolean[1];
        byAccount.compute(account, (_, count) -> {
            int before = count == null ? 0 : count;
            granted[0] = before < inForce.allocationsPerUser();
            return granted[0] ? Integer.valueOf(before + 1) : count;
        });
        if (!granted[0]) {
            return Grant.ACCOUNT_FULL;
        }
        if (all.incrementAndGet() > inForce.allocations()) {
            giveBack(account);
            return Grant.ALL_TAKEN;
        }
        return Grant.GRANTED;
    }

    public void giveBack(String account) {
        all.decrementAndGet();
        byAccount.compute(account, (_, count) -> count == null || count == 1 ? null : Integer.valueOf(count - 1));
    }

    /** Allocations now. */
    public int size() {
        return all.get();
    }
}
