package org.sallyport.protocol.stun;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Address families by their numbers in STUN (RFC 8489 section 14.1, RFC 8656 section 18.6). */
public enum AddressFamily {
    IPV4(1, 4),
    IPV6(2, 16);

    final int number;
    final int octets;

    AddressFamily(int number, int octets) {
        this.number = number;
        this.octets = octets;
    }

    public static AddressFamily of(InetAddress address) {
        return address instanceof Inet6Address ? IPV6 : IPV4;
    }

    static @Nullable AddressFamily of(int number) {
        return switch (number) {
            case 1 -> IPV4;
            case 2 -> IPV6;
            default -> null;
        };
    }
}
