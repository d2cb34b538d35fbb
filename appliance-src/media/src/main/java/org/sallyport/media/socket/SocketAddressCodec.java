package org.sallyport.media.socket;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** struct sockaddr_in and sockaddr_in6 of Linux. */
final class SocketAddressCodec {
    /** Room for either. */
    static final int CAPACITY = 28;

    private static final int IPV4_LENGTH = 16;
    private static final int IPV6_LENGTH = 28;
    private static final ValueLayout.OfShort PORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt IPV4 = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong IPV6_HALF = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private SocketAddressCodec() {}

    /** Writes an IPv4 address for a socket of that family, and tells its length. */
    static int writeIpv4(MemorySegment out, long low, int port) {
        out.set(JAVA_SHORT, 0, (short) LinuxCalls.AF_INET);
        out.set(PORT, 2, (short) port);
        out.set(IPV4, 4, (int) low);
        out.set(JAVA_LONG_UNALIGNED, 8, 0L);
        return IPV4_LENGTH;
    }

    /** Writes an IPv6 address, or an IPv4 one as mapped, for an IPv6 socket, and tells its length. */
    static int writeIpv6(MemorySegment out, long high, long low, int port, int scope) {
        out.set(JAVA_SHORT, 0, (short) LinuxCalls.AF_INET6);
        out.set(PORT, 2, (short) port);
        out.set(JAVA_INT_UNALIGNED, 4, 0);
        out.set(IPV6_HALF, 8, high);
        out.set(IPV6_HALF, 16, low);
        out.set(JAVA_INT_UNALIGNED, 24, scope);
        return IPV6_LENGTH;
    }

    static int port(MemorySegment address) {
        return Short.toUnsignedInt(address.get(PORT, 2));
    }

    static long high(MemorySegment address) {
        return isIpv4(address) ? 0 : address.get(IPV6_HALF, 8);
    }

    static long low(MemorySegment address) {
        return isIpv4(address) ? TransportAddress.mapped(address.get(IPV4, 4)) : address.get(IPV6_HALF, 16);
    }

    private static boolean isIpv4(MemorySegment address) {
        return address.get(JAVA_SHORT, 0) == LinuxCalls.AF_INET;
    }
}
