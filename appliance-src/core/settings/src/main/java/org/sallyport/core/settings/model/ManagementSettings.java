package org.sallyport.core.settings.model;

import java.time.Duration;

/**
 * Console and API.
 *
 * @param sessionIdleTimeout a session unused this long is ended
 * @param lockoutThreshold failed log-ins of a user or from an address before it is locked out
 * @param lockoutDuration how long
 * @param historyRetention how long call records are kept
 */
public record ManagementSettings(
        Duration sessionIdleTimeout, int lockoutThreshold, Duration lockoutDuration, Duration historyRetention) {}
