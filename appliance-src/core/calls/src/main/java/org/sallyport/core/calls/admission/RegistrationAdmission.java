package org.sallyport.core.calls.admission;

import java.util.Optional;
import org.sallyport.core.calls.admission.AdmissionDecision.Refused;

/** Decides whether a registration may be passed to the inside. Thread-safe, never blocks. */
@FunctionalInterface
public interface RegistrationAdmission {
    /** Why not; empty when it may. */
    Optional<Refused> refusal(RegistrationAttempt attempt);
}
