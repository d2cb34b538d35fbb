package org.sallyport.base.address;

import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * An address of ours: the socket it is bound to, and the host and port that peers are told.
 *
 * @param side whom it faces
 * @param bound the socket address, resolved
 * @param advertisedHost literal address or name put into Via, Contact and SDP; equals the bound one without NAT
 * @param advertisedPort port put beside it
 */
public record LocalAddress(Side side, InetSocketAddress bound, String advertisedHost, int advertisedPort) {
    public LocalAddress {
        Objects.requireNonNull(side);
        if (bound.isUnresolved()) {
            throw new IllegalArgumentException("bound address is not resolved: " + bound);
        }
    }

    /** An address that peers see as it is bound. */
    public static LocalAddress plain(Side side, InetSocketAddress bound) {
        return new LocalAddress(side, bound, bound.getAddress().getHostAddress(), bound.getPort());
    }
}
