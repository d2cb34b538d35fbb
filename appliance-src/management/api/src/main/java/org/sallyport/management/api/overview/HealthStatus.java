package org.sallyport.management.api.overview;

/** How the system is, in a word. */
public enum HealthStatus {
    OK,
    /** Calls are carried, but something needs attention. */
    DEGRADED,
    /** No calls are carried. */
    UNAVAILABLE
}
