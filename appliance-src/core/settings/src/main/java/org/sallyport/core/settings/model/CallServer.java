package org.sallyport.core.settings.model;

import java.time.Duration;
import java.util.Optional;

/**
 * The inside neighbour that calls from outside are sent to.
 *
 * @param host literal address or domain; a domain without port is resolved by NAPTR and SRV (RFC 3263); {@value #NONE}
 *     while nobody has named one
 * @param port 0 means: ask DNS, else the transport's default
 * @param transport used when DNS does not say otherwise
 * @param pingInterval time between OPTIONS pings
 * @param credentials answers its digest challenges (RFC 7616), if set
 */
public record CallServer(
        String host, int port, SipTransport transport, Duration pingInterval, Optional<Credentials> credentials) {
    /** The host that stands for no call server. */
    public static final String NONE = "none";

    /** Whether there is one to send calls to. */
    public boolean isNamed() {
        return !host.equals(NONE);
    }

    /** Digest user name and password of this system at the call server. */
    public record Credentials(String username, Secret password) {}
}
