package org.sallyport.management.api.overview;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The health, looked at afresh but at most twice a second: anybody may ask for it. Thread-safe. */
public final class Health {
    private static final Duration FRESH = Duration.ofMillis(500);

    private final Sampler sampler;
    private final Clock clock;
    private @Nullable OverviewTick last;

    public Health(Sampler sampler, Clock clock) {
        this.sampler = sampler;
        this.clock = clock;
    }

    synchronized OverviewTick now() {
        OverviewTick known = last;
        if (known == null || known.at().plus(FRESH).isBefore(clock.instant())) {
            known = sampler.look();
            last = known;
        }
        return known;
    }
}
