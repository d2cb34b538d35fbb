package org.sallyport.protocol.h323.rewrite;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.sallyport.protocol.h323.octets.Octets;

/**
 * An IPv4 or IPv6 address and a port, in whatever of the many ways a message writes it.
 *
 * @param ip 4 or 16 octets in network order
 * @param port 0 to 65535
 */
public record IpTransportAddress(Octets ip, int port) {
    /** Refuses other lengths and ports. */
    public IpTransportAddress {
        if (ip.length() != 4 && ip.length() != 16) {
            throw new IllegalArgumentException("ip: " + ip.length() + " octets; 4 or 16 are an address");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + "; from 0 to 65535");
        }
    }

    /** That of a socket; refuses one that is not resolved. */
    public static IpTransportAddress of(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        if (ip == null) {
            throw new IllegalArgumentException("address: " + address + " is not resolved; give its IP address");
        }
        return new IpTransportAddress(Octets.of(ip.getAddress()), address.getPort());
    }

    /** For a socket. */
    public InetSocketAddress toSocketAddress() {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(ip.toArray()), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 octets are addresses", e);
        }
    }

    /** Whether this is IPv6. */
    public boolean isIpv6() {
        return ip.length() == 16;
    }

    /** {@code 192.0.2.1:1720} or {@code [2001:db8:0:0:0:0:0:1]:1720}. */
    @Override
    public String toString() {
        String host = toSocketAddress().getAddress().getHostAddress();
        return (isIpv6() && host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
