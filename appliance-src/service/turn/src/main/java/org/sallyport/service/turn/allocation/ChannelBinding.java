package org.sallyport.service.turn.allocation;

import java.time.Duration;
import org.sallyport.media.socket.TransportAddress;

/** A peer behind a channel number (RFC 8656 section 12). */
final class ChannelBinding {
    static final long LIFETIME_NANOS = Duration.ofMinutes(10).toNanos();

    private final int number;
    private final TransportAddress peer;
    private final DatagramRelay from;
    private final Permission permission;
    private long expiresNanos;

    /**
     * A binding that is refreshed at once.
     *
     * @param from the relayed address of the peer's family
     */
    ChannelBinding(int number, TransportAddress peer, DatagramRelay from, Permission permission) {
        this.number = number;
        this.peer = peer;
        this.from = from;
        this.permission = permission;
    }

    int number() {
        return number;
    }

    TransportAddress peer() {
        return peer;
    }

    DatagramRelay from() {
        return from;
    }

    Permission permission() {
        return permission;
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
