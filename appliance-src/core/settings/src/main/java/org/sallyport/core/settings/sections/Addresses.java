package org.sallyport.core.settings.sections;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Which bound addresses are in each other's way. */
final class Addresses {
    private Addresses() {}

    static boolean overlap(InetSocketAddress one, InetSocketAddress other) {
        return one.getPort() == other.getPort() && overlap(one.getAddress(), other.getAddress());
    }

    /** Whether they are the same, or one stands for every address. */
    static boolean overlap(InetAddress one, InetAddress other) {
        return one.equals(other) || one.isAnyLocalAddress() || other.isAnyLocalAddress();
    }

    /** The address that a text is, without asking DNS. */
    static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
