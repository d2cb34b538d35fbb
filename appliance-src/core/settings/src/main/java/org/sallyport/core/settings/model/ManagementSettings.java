package org.sallyport.core.settings.model;

import java.time.Duration;
import java.util.Optional;

/**
 * Console and API.
 *
 * @param sessionIdleTimeout a session unused this long is ended
 * @param lockoutThreshold failed log-ins of a user or from an address before it is locked out
 * @param lockoutDuration how long
 * @param historyRetention how long call records are kept
 * @param backup backups that are made by themselves, if any are
 */
public record ManagementSettings(
        Duration sessionIdleTimeout,
        int lockoutThreshold,
        Duration lockoutDuration,
        Duration historyRetention,
        Optional<BackupPlan> backup) {
    /** Settings without backups. */
    public ManagementSettings(
            Duration sessionIdleTimeout, int lockoutThreshold, Duration lockoutDuration, Duration historyRetention) {
        this(sessionIdleTimeout, lockoutThreshold, lockoutDuration, historyRetention, Optional.empty());
    }
}
