package org.sallyport.core.settings.sections;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;

/** Tells the addresses that interfaces have by DHCP or SLAAC. */
@FunctionalInterface
public interface LeasedAddresses {
    /** The address of an interface, empty while it has none. */
    Optional<InetAddress> of(String interfaceName, boolean ipv6);

    /** Those of this machine, as they are now; of several, the first that is reached from other networks. */
    LeasedAddresses OF_THIS_MACHINE = (name, ipv6) -> {
        try {
            NetworkInterface nic = NetworkInterface.getByName(name);
            return nic == null
                    ? Optional.empty()
                    : nic.inetAddresses()
                            .filter(address -> address instanceof Inet6Address == ipv6)
                            .filter(address -> !address.isLinkLocalAddress())
                            .findFirst()
                            .map(LeasedAddresses::withoutScope);
        } catch (SocketException e) {
            return Optional.empty();
        }
    };

    /** The address alone: with the interface's name in it, it equals no address that anybody writes down. */
    private static InetAddress withoutScope(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? address : InetAddress.ofLiteral(text.substring(0, scope));
    }
}
