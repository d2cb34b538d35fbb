package org.sallyport.protocol.h323.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.h323.h225.TransportAddress;
import org.sallyport.protocol.h323.h245.MulticastAddress;
import org.sallyport.protocol.h323.h245.UnicastAddress;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.per.Additions;
import org.sallyport.protocol.h323.per.PerValue;

/** The ways in which H.225.0 and H.245 write transport addresses. */
public final class AddressForms {
    private AddressForms() {}

    /** The IP address that a value of one of the address types is; null for other kinds of address and for other types. */
    public static @Nullable IpTransportAddress ip(PerValue address) {
        return switch (address) {
            case TransportAddress.IpAddress(Octets ip, int port) -> new IpTransportAddress(ip, port);
            case TransportAddress.Ip6Address v6 -> new IpTransportAddress(v6.ip(), v6.port());
            case TransportAddress.IpSourceRoute route -> new IpTransportAddress(route.ip(), route.port());
            case UnicastAddress.IPAddress v4 -> new IpTransportAddress(v4.network(), v4.tsapIdentifier());
            case UnicastAddress.IP6Address v6 -> new IpTransportAddress(v6.network(), v6.tsapIdentifier());
            case UnicastAddress.IPSourceRouteAddress route ->
                new IpTransportAddress(route.network(), route.tsapIdentifier());
            case MulticastAddress.IPAddress v4 -> new IpTransportAddress(v4.network(), v4.tsapIdentifier());
            case MulticastAddress.IP6Address v6 -> new IpTransportAddress(v6.network(), v6.tsapIdentifier());
            default -> null;
        };
    }

    /** As H.225.0 writes it. */
    public static TransportAddress h225(IpTransportAddress address) {
        return address.isIpv6()
                ? new TransportAddress.Ip6Address(address.ip(), address.port(), Additions.NONE)
                : new TransportAddress.IpAddress(address.ip(), address.port());
    }

    /** As H.245 writes one of a single host. */
    public static UnicastAddress unicast(IpTransportAddress address) {
        return address.isIpv6()
                ? new UnicastAddress.IP6Address(address.ip(), address.port(), Additions.NONE)
                : new UnicastAddress.IPAddress(address.ip(), address.port(), Additions.NONE);
    }

    /** As H.245 writes one of a group. */
    public static MulticastAddress multicast(IpTransportAddress address) {
        return address.isIpv6()
                ? new MulticastAddress.IP6Address(address.ip(), address.port(), Additions.NONE)
                : new MulticastAddress.IPAddress(address.ip(), address.port(), Additions.NONE);
    }

    static @Nullable TransportAddress rewrite(TransportAddress address, MessageVisitor visitor) {
        return switch (address) {
            case TransportAddress.IpSourceRoute route ->
                rewriteRoute(
                        new IpTransportAddress(route.ip(), route.port()),
                        route.route(),
                        visitor,
                        AddressForms::h225,
                        (end, hops) -> hops.equals(route.route()) && end.equals(ip(route))
                                ? route
                                : route.toBuilder()
                                        .ip(end.ip())
                                        .port(end.port())
                                        .route(hops)
                                        .build());
            case TransportAddress.IpAddress _, TransportAddress.Ip6Address _ ->
                rewriteIp(address, visitor, AddressForms::h225);
            case TransportAddress.IpxAddress _,
                    TransportAddress.NetBios _,
                    TransportAddress.Nsap _,
                    TransportAddress.NonStandardAddress _,
                    TransportAddress.Unknown _ -> visitor.otherAddress(address);
        };
    }

    static @Nullable UnicastAddress rewrite(UnicastAddress address, MessageVisitor visitor) {
        return switch (address) {
            case UnicastAddress.IPSourceRouteAddress route ->
                rewriteRoute(
                        new IpTransportAddress(route.network(), route.tsapIdentifier()),
                        route.route(),
                        visitor,
                        AddressForms::unicast,
                        (end, hops) -> hops.equals(route.route()) && end.equals(ip(route))
                                ? route
                                : route.toBuilder()
                                        .network(end.ip())
                                        .tsapIdentifier(end.port())
                                        .route(hops)
                                        .build());
            case UnicastAddress.IPAddress _, UnicastAddress.IP6Address _ ->
                rewriteIp(address, visitor, AddressForms::unicast);
            case UnicastAddress.IPXAddress _,
                    UnicastAddress.NetBios _,
                    UnicastAddress.Nsap _,
                    UnicastAddress.NonStandardAddress _,
                    UnicastAddress.Unknown _ -> visitor.otherAddress(address);
        };
    }

    static @Nullable MulticastAddress rewrite(MulticastAddress address, MessageVisitor visitor) {
        return switch (address) {
            case MulticastAddress.IPAddress _, MulticastAddress.IP6Address _ ->
                rewriteIp(address, visitor, AddressForms::multicast);
            case MulticastAddress.Nsap _, MulticastAddress.NonStandardAddress _, MulticastAddress.Unknown _ ->
                visitor.otherAddress(address);
        };
    }

    private static <T extends PerValue> @Nullable T rewriteIp(
            T address, MessageVisitor visitor, Function<IpTransportAddress, T> form) {
        IpTransportAddress there = ip(address);
        IpTransportAddress instead = there == null ? null : visitor.address(there);
        return instead == null ? null : instead.equals(there) ? address : form.apply(instead);
    }

    /** A route of which a hop goes away or becomes IPv6 cannot be written: the plain address remains. */
    private static <T extends PerValue> @Nullable T rewriteRoute(
            IpTransportAddress there,
            List<Octets> route,
            MessageVisitor visitor,
            Function<IpTransportAddress, T> plain,
            BiFunction<IpTransportAddress, List<Octets>, T> routed) {
        IpTransportAddress instead = visitor.address(there);
        if (instead == null) {
            return null;
        }
        List<Octets> hops = new ArrayList<>();
        for (Octets hop : route) {
            IpTransportAddress other = visitor.address(new IpTransportAddress(hop, 0));
            if (other == null || other.isIpv6() || instead.isIpv6()) {
                return plain.apply(instead);
            }
            hops.add(other.ip());
        }
        return instead.isIpv6() ? plain.apply(instead) : routed.apply(instead, List.copyOf(hops));
    }
}
