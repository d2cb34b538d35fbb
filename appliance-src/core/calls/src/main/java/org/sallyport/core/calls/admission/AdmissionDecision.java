package org.sallyport.core.calls.admission;

import java.time.Duration;
import java.util.Optional;

/** The answer of admission. */
public sealed interface AdmissionDecision {
    /** Go on. What the call holds of the capacity is given back by {@link Permit#release}. */
    record Admitted(Permit permit) implements AdmissionDecision {}

    /**
     * No.
     *
     * @param retryAfter when it is worth asking again
     * @param text plain words for history and log
     */
    record Refused(Reason reason, Optional<Duration> retryAfter, String text) implements AdmissionDecision {}

    /** Why a request is refused; the metrics' label. */
    enum Reason {
        CALL_LIMIT,
        BANDWIDTH_LIMIT,
        SETUP_RATE,
        REGISTRATION_LIMIT,
        REGISTRATION_RATE,
        MEDIA_PORTS,
        MAINTENANCE,
        SHUTTING_DOWN
    }

    /** A share of the capacity. Thread-safe; releasing it twice counts once. */
    interface Permit {
        /** Changes the share when the call's bandwidth is agreed; never refuses, so a call in progress goes on. */
        void bandwidth(int kbps);

        void release();
    }
}
