package org.sallyport.base.address;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Addresses as people write them. */
public final class AddressText {
    private static final int GROUPS = 8;

    private AddressText() {}

    /** An IPv4 address in dotted form, an IPv6 address in its recommended form (RFC 5952 section 4), without scope. */
    public static String of(InetAddress address) {
        byte[] octets = address.getAddress();
        if (octets.length == 4) {
            return address.getHostAddress();
        }
        List<Integer> groups = new ArrayList<>();
        for (int i = 0; i < octets.length; i += 2) {
            groups.add(Byte.toUnsignedInt(octets[i]) * 256 + Byte.toUnsignedInt(octets[i + 1]));
        }
        int start = 0;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int zeros = zerosFrom(groups, i);
            if (zeros > length) {
                start = i;
                length = zeros;
            }
        }
        return length < 2
                ? joined(groups)
                : joined(groups.subList(0, start)) + "::" + joined(groups.subList(start + length, GROUPS));
    }

    /** An address and its port, an IPv6 address in brackets (RFC 3986 section 3.2.2). */
    public static String of(InetSocketAddress address) {
        String host = of(address.getAddress());
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private static int zerosFrom(List<Integer> groups, int first) {
        int end = first;
        while (end < GROUPS && groups.get(end) == 0) {
            end++;
        }
        return end - first;
    }

    private static String joined(List<Integer> groups) {
        return groups.stream().map(Integer::toHexString).collect(Collectors.joining(":"));
    }
}
