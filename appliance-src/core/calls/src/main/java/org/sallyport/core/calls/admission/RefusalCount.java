package org.sallyport.core.calls.admission;

import org.sallyport.core.calls.admission.AdmissionDecision.Reason;
import org.sallyport.core.telemetry.metrics.Metrics;

/** Counts what admission refuses, by reason. */
record RefusalCount(Metrics metrics) {
    /** Shows all reasons from the start. */
    RefusalCount {
        for (Reason reason : Reason.values()) {
            add(metrics, reason, 0);
        }
    }

    void add(Reason reason) {
        add(metrics, reason, 1);
    }

    private static void add(Metrics metrics, Reason reason, int amount) {
        metrics.counter(
                        "sallyport_admission_refused_total",
                        "Calls and registrations refused by admission.",
                        "reason",
                        reason.name())
                .add(amount);
    }
}
