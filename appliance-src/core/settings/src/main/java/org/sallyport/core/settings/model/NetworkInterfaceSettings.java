package org.sallyport.core.settings.model;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.base.address.Cidr;
import org.sallyport.base.address.Side;

/**
 * One network interface.
 *
 * @param name {@code eth0} and so on, in the order of the adapters
 * @param roles what it is for
 * @param ipv4Gateway router for everything that no route names
 * @param advertisedAddress the address that peers see in place of its own, behind 1:1 NAT
 * @param mtu largest packet, octets
 */
public record NetworkInterfaceSettings(
        String name,
        List<InterfaceRole> roles,
        AddressMethod ipv4,
        Optional<InetAddress> ipv4Gateway,
        AddressMethod ipv6,
        Optional<InetAddress> ipv6Gateway,
        Optional<InetAddress> advertisedAddress,
        int mtu) {

    public boolean carries(Side side, InterfaceRole.Use use) {
        return roles.stream().anyMatch(role -> role.carries(side, use));
    }

    public boolean faces(Side side) {
        return roles.stream().anyMatch(role -> role.faces(side));
    }

    public AddressMethod method(boolean ipv6Wanted) {
        return ipv6Wanted ? ipv6 : ipv4;
    }

    public Optional<InetAddress> gateway(boolean ipv6Wanted) {
        return ipv6Wanted ? ipv6Gateway : ipv4Gateway;
    }

    /** Its fixed addresses. */
    public List<Cidr> fixed() {
        return Stream.of(ipv4, ipv6)
                .flatMap(method -> method instanceof AddressMethod.Fixed(Cidr cidr) ? Stream.of(cidr) : Stream.empty())
                .toList();
    }

    /** Whether an address of it is only known once the network is up. */
    public boolean isDynamic() {
        return ipv4.isDynamic() || ipv6.isDynamic();
    }
}
