package org.sallyport.management.api.upgrade;

import java.time.Duration;

/**
 * When to change over to what was written.
 *
 * @param patience how long calls in progress are waited for, while no new ones are taken
 */
record ChangeOver(When when, Duration patience) {
    /** Whether somebody will say so, or how much is waited for. */
    enum When {
        /** Not until somebody says so. */
        BY_HAND,
        /** When no call is left, or patience is over. */
        WITHOUT_CALLS,
        /** At once; calls in progress end. */
        AT_ONCE
    }
}
