package org.sallyport.core.settings.model;

import java.time.Duration;
import java.util.List;

/**
 * SIP signalling.
 *
 * @param listeners at least one per side
 * @param callServer where calls from outside go
 * @param tls certificates of peers
 * @param connections what is kept open over TCP and TLS
 * @param registrations how devices outside are kept registered
 * @param sessionExpires session interval offered and accepted (RFC 4028 section 4), at least {@code minSessionExpires}
 * @param minSessionExpires smallest interval accepted, Min-SE (RFC 4028 section 5), at least 90 s
 * @param setupTimeout longest time from INVITE to the first response of the far end
 * @param ringTimeout longest time from INVITE to the final response
 * @param maxMessageSize largest SIP message accepted, bytes
 */
public record SipSettings(
        List<SipListener> listeners,
        CallServer callServer,
        SipTls tls,
        SipConnections connections,
        SipRegistrations registrations,
        Duration sessionExpires,
        Duration minSessionExpires,
        Duration setupTimeout,
        Duration ringTimeout,
        int maxMessageSize) {}
