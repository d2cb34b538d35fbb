package org.sallyport.service.turn.allocation;

import java.time.Duration;
import org.sallyport.media.socket.TransportAddress;

/** That a host may send to an allocation, and be sent to (RFC 8656 section 9). */
final class Permission {
    static final long LIFETIME_NANOS = Duration.ofMinutes(5).toNanos();

    private final TransportAddress host;
    private long expiresNanos;

    Permission(TransportAddress host) {
        this.host = host;
    }

    TransportAddress host() {
        return host;
    }

    void refresh(long nowNanos) {
        expiresNanos = nowNanos + LIFETIME_NANOS;
    }

    long expiresNanos() {
        return expiresNanos;
    }

    boolean isLive(long nowNanos) {
        return expiresNanos - nowNanos > 0;
    }
}
