package org.sallyport.core.calls.live;

/** Where a call stands. */
public enum CallState {
    /** Asked for; the far end has not rung yet. */
    SETUP,
    /** The far end rings or sends early media. */
    ALERTING,
    /** Answered. */
    CONNECTED,
    /** Over. */
    ENDED
}
