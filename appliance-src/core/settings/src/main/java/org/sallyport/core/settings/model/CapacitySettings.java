package org.sallyport.core.settings.model;

import java.util.Optional;

/**
 * Limits that protect the system.
 *
 * @param maxCalls calls at once
 * @param maxBandwidthKbps sum of the bandwidth of all calls, kbit/s
 * @param maxCallBandwidthKbps what one call may agree to, each way, kbit/s; without it parties agree as they like
 * @param maxCallSetupsPerSecond new calls a second, as a token bucket of one second
 * @param maxRegistrations devices registered at once
 * @param maxRegistrationsPerSecond registrations passed to the inside a second, as a token bucket of one second
 */
public record CapacitySettings(
        int maxCalls,
        int maxBandwidthKbps,
        Optional<Integer> maxCallBandwidthKbps,
        int maxCallSetupsPerSecond,
        int maxRegistrations,
        int maxRegistrationsPerSecond) {}
