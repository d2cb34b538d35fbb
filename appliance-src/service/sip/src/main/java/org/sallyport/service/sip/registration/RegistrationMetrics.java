package org.sallyport.service.sip.registration;

import java.util.Locale;
import org.sallyport.core.telemetry.metrics.Metrics;

/** What the registration proxy counts. Thread-safe. */
final class RegistrationMetrics {
    private final Metrics metrics;

    RegistrationMetrics(Metrics metrics) {
        this.metrics = metrics;
        for (Event event : Event.values()) {
            add(event, 0);
        }
        for (Refusal refusal : Refusal.values()) {
            add(refusal, 0);
        }
    }

    /** What happens to registrations. */
    enum Event {
        REGISTERED,
        /** Answered here. */
        REFRESHED,
        /** Renewed with the call server. */
        RENEWED,
        /** By the device. */
        REMOVED,
        EXPIRED,
        /** The connection of the device or the listener ended. */
        UNREACHABLE,
        /** By an administrator. */
        ENDED,
        /** The call server asked for a password. */
        CHALLENGED
    }

    void count(Event event) {
        add(event, 1);
    }

    void refused(Refusal refusal) {
        add(refusal, 1);
    }

    private void add(Event event, int amount) {
        metrics.counter(
                        "sallyport_sip_registration_events_total",
                        "What happened to SIP registrations.",
                        "event",
                        event.name().toLowerCase(Locale.ROOT))
                .add(amount);
    }

    private void add(Refusal refusal, int amount) {
        metrics.counter(
                        "sallyport_sip_registrations_refused_total",
                        "REGISTER requests refused.",
                        "reason",
                        refusal.label())
                .add(amount);
    }
}
