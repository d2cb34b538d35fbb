package org.sallyport.core.calls.admission;

import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.sallyport.core.calls.admission.AdmissionDecision.Reason;
import org.sallyport.core.calls.admission.AdmissionDecision.Refused;
import org.sallyport.core.calls.rate.TokenBucket;
import org.sallyport.core.settings.feed.SettingsFeed;
import org.sallyport.core.settings.model.CapacitySettings;
import org.sallyport.core.telemetry.metrics.Metrics;

/**
 * Admits registrations while the limits of {@link CapacitySettings} allow. A lowered limit ends none; it refuses new ones
 * until enough have gone. Those that ask at the same moment may exceed the number by what is then under way.
 */
public final class RegistrationCapacity implements RegistrationAdmission {
    /** A place comes free when a device leaves, which nobody can foretell. */
    private static final Duration RETRY_WHEN_FULL = Duration.ofMinutes(1);

    private static final Duration RETRY_WHEN_FAST = Duration.ofSeconds(5);

    private final SettingsFeed settings;
    private final IntSupplier inForce;
    private final TokenBucket attempts;
    private final RefusalCount refusals;

    /**
     * Limits what the settings say.
     *
     * @param inForce how many registrations there are
     * @param nanoTime a clock that never goes back, nanoseconds
     */
    public RegistrationCapacity(SettingsFeed settings, IntSupplier inForce, Metrics metrics, LongSupplier nanoTime) {
        this.settings = settings;
        this.inForce = inForce;
        this.attempts = new TokenBucket(nanoTime);
        this.refusals = new RefusalCount(metrics);
        metrics.gauge(
                "sallyport_registrations_limit",
                "Registrations allowed at once.",
                () -> settings.current().capacity().maxRegistrations());
    }

    @Override
    public Optional<Refused> refusal(RegistrationAttempt attempt) {
        CapacitySettings limits = settings.current().capacity();
        if (attempt.isNew() && inForce.getAsInt() >= limits.maxRegistrations()) {
            return refuse(
                    Reason.REGISTRATION_LIMIT,
                    RETRY_WHEN_FULL,
                    "All " + limits.maxRegistrations() + " registrations that are allowed at once are in use.");
        }
        if (!attempts.take(limits.maxRegistrationsPerSecond())) {
            return refuse(
                    Reason.REGISTRATION_RATE,
                    RETRY_WHEN_FAST,
                    "More than " + limits.maxRegistrationsPerSecond() + " registrations a second were asked for.");
        }
        return Optional.empty();
    }

    private Optional<Refused> refuse(Reason reason, Duration retryAfter, String text) {
        refusals.add(reason);
        return Optional.of(new Refused(reason, Optional.of(retryAfter), text));
    }
}
