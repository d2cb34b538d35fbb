package org.sallyport.management.api.access;

/** What a user or token may do. */
public enum Role {
    /** Everything. */
    ADMINISTRATOR,
    /** Sees calls, history, alarms and settings; hangs up. */
    OPERATOR,
    /** Sees everything, the audit included; changes nothing. */
    AUDITOR
}
