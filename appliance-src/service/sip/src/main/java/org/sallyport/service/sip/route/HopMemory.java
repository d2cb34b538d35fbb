package org.sallyport.service.sip.route;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers for a while which hops failed, so that later requests try others first (RFC 3263 section 4.3). A failed hop
 * stays in the list, as the last resort. Thread-safe.
 */
public final class HopMemory {
    private static final Duration REST = Duration.ofSeconds(32);
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);
    private static final int MAX_REMEMBERED = 10_000;

    private final InstantSource clock;
    private final Map<NextHop, Instant> restsUntil = new ConcurrentHashMap<>();

    public HopMemory(InstantSource clock) {
        this.clock = clock;
    }

    /** Notes how a request to a hop ended. */
    public void note(NextHop hop, HopOutcome outcome) {
        switch (outcome) {
            case HopOutcome.Answered _ -> restsUntil.remove(hop);
            case HopOutcome.Unavailable(var retryAfter) -> rest(hop, retryAfter.orElse(REST));
            case HopOutcome.TimedOut _, HopOutcome.TransportFailed _ -> rest(hop, REST);
        }
    }

    /** The same hops, those that rest after the others. */
    public List<NextHop> ordered(List<NextHop> hops) {
        return hops.stream().sorted(Comparator.comparing(this::rests)).toList();
    }

    /** Whether a hop failed a short while ago. */
    public boolean rests(NextHop hop) {
        Instant until = restsUntil.get(hop);
        if (until == null) {
            return false;
        }
        boolean rests = clock.instant().isBefore(until);
        if (!rests) {
            restsUntil.remove(hop, until);
        }
        return rests;
    }

    private void rest(NextHop hop, Duration asked) {
        if (restsUntil.size() >= MAX_REMEMBERED) {
            Instant now = clock.instant();
            restsUntil.values().removeIf(until -> !now.isBefore(until));
        }
        if (restsUntil.size() < MAX_REMEMBERED) {
            Duration rest = asked.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : asked;
            restsUntil.put(hop, clock.instant().plus(rest));
        }
    }
}
