package org.sallyport.core.settings.model;

import java.net.InetAddress;

/** Where something listens: an address, or whatever address the interface of its role has. */
public sealed interface BindAddress {
    /** This address, which may be the one that stands for all. */
    record Literal(InetAddress address) implements BindAddress {}

    /**
     * That of the interface with the role.
     *
     * @param ipv6 its IPv6 address; otherwise its IPv4 address, or its IPv6 address if it has no other
     */
    record OfRole(boolean ipv6) implements BindAddress {}
}
