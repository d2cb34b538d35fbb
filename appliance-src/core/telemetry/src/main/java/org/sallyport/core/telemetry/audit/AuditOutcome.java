package org.sallyport.core.telemetry.audit;

/** How an attempt went. */
public enum AuditOutcome {
    SUCCEEDED,
    /** The request was not allowed, or not valid. */
    REFUSED,
    /** The system could not do it. */
    FAILED
}
