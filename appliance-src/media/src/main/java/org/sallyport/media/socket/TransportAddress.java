package org.sallyport.media.socket;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An IP address and port in the form that packets are compared in: 128 bits, IPv4 as mapped addresses (RFC 4291 section
 * 2.5.5.2), so that a comparison is two longs and an int. Immutable.
 */
public final class TransportAddress {
    private static final int IPV4_LENGTH = 4;
    private static final int IPV6_LENGTH = 16;
    private static final long MAPPED_PREFIX = 0xffffL << 32;

    private final long high;
    private final long low;
    private final int port;
    private final InetSocketAddress socketAddress;

    private TransportAddress(long high, long low, InetSocketAddress socketAddress) {
        this.high = high;
        this.low = low;
        this.port = socketAddress.getPort();
        this.socketAddress = socketAddress;
    }

    /** An address that packets can be sent to; null for none, an unresolved or unspecified one, or port 0. */
    public static @Nullable TransportAddress of(@Nullable InetSocketAddress address) {
        if (address == null || address.isUnresolved() || address.getPort() == 0) {
            return null;
        }
        InetAddress host = address.getAddress();
        return host.isAnyLocalAddress() ? null : new TransportAddress(high(host), low(host), address);
    }

    /** A host alone, for {@link Datagram#isFromHostOf}; its port is 0. */
    public static TransportAddress ofHost(InetAddress host) {
        return new TransportAddress(high(host), low(host), new InetSocketAddress(host, 0));
    }

    /** The source of a datagram, from its parts. */
    static TransportAddress of(long high, long low, int port) {
        try {
            byte[] octets = isIpv4(high, low)
                    ? ByteBuffer.allocate(IPV4_LENGTH).putInt((int) low).array()
                    : ByteBuffer.allocate(IPV6_LENGTH)
                            .putLong(high)
                            .putLong(low)
                            .array();
            return new TransportAddress(high, low, new InetSocketAddress(InetAddress.getByAddress(octets), port));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 octets are an address", e);
        }
    }

    static long high(InetAddress host) {
        byte[] octets = host.getAddress();
        return octets.length == IPV4_LENGTH ? 0 : ByteBuffer.wrap(octets).getLong(0);
    }

    static long low(InetAddress host) {
        byte[] octets = host.getAddress();
        return octets.length == IPV4_LENGTH
                ? MAPPED_PREFIX | Integer.toUnsignedLong(ByteBuffer.wrap(octets).getInt())
                : ByteBuffer.wrap(octets).getLong(8);
    }

    static boolean isIpv4(long high, long low) {
        return high == 0 && low >>> 32 == 0xffffL;
    }

    static long mapped(int ipv4) {
        return MAPPED_PREFIX | Integer.toUnsignedLong(ipv4);
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    int port() {
        return port;
    }

    boolean isIpv4() {
        return isIpv4(high, low);
    }

    /** Well mixed, for tables of a power of two: neighbouring ports of one host must not crowd together. */
    static int hash(long high, long low, int port) {
        long mixed = (high * 31 + low) * 0x9e3779b97f4a7c15L + port * 0xc2b2ae3d27d4eb4fL;
        return (int) (mixed ^ (mixed >>> 32) ^ (mixed >>> 17));
    }

    /** Zone of a link-local address, 0 when it has none. */
    int scope() {
        return socketAddress.getAddress() instanceof Inet6Address ipv6 ? ipv6.getScopeId() : 0;
    }

    public InetSocketAddress socketAddress() {
        return socketAddress;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TransportAddress that && high == that.high && low == that.low && port == that.port;
    }

    @Override
    public int hashCode() {
        return hash(high, low, port);
    }

    @Override
    public String toString() {
        return socketAddress.toString();
    }
}
