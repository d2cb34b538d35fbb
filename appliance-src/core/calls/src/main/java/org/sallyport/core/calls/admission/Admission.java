package org.sallyport.core.calls.admission;

/** Decides whether a call may be set up. Thread-safe, never blocks. */
@FunctionalInterface
public interface Admission {
    AdmissionDecision ask(CallAttempt attempt);
}
