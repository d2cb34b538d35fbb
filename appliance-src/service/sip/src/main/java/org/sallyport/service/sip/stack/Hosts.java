package org.sallyport.service.sip.stack;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Literal addresses in the host part of URIs and Via (RFC 3261 section 25.1). */
public final class Hosts {
    private Hosts() {}

    /** An address as a host part: IPv6 in brackets and without zone. */
    public static String literal(InetAddress address) {
        String text = address.getHostAddress();
        if (!(address instanceof Inet6Address)) {
            return text;
        }
        int zone = text.indexOf('%');
        return "[" + (zone < 0 ? text : text.substring(0, zone)) + "]";
    }

    /** The address a host part names literally; empty when it is a domain name. Never asks DNS. */
    public static Optional<InetAddress> address(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException notLiteral) {
            return Optional.empty();
        }
    }

    /** A host part as SIP writes it: a bare IPv6 literal gets its brackets. */
    public static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /** Address and port as one text. */
    public static String hostPort(InetSocketAddress address) {
        return literal(address.getAddress()) + ":" + address.getPort();
    }

    /** Host and port as one text. */
    public static String hostPort(String host, int port) {
        return bracketed(host) + ":" + port;
    }
}
