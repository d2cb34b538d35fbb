package org.sallyport.core.host.network;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.sallyport.base.address.Cidr;
import org.sallyport.core.host.nic.inventory.MacAddress;
import org.sallyport.core.settings.model.AddressMethod;
import org.sallyport.core.settings.model.AddressMethod.Dhcp;
import org.sallyport.core.settings.model.AddressMethod.Fixed;
import org.sallyport.core.settings.model.AddressMethod.None;
import org.sallyport.core.settings.model.AddressMethod.Slaac;
import org.sallyport.core.settings.model.NetworkInterfaceSettings;
import org.sallyport.core.settings.model.NetworkSettings;
import org.sallyport.core.settings.model.NetworkSettings.RouteSettings;

/** One interface as a profile of NetworkManager (nm-settings-keyfile(5)). */
final class ConnectionProfile {
    private final NetworkSettings network;
    private final NetworkInterfaceSettings nic;
    private final KeyFile file = new KeyFile();

    private ConnectionProfile(NetworkSettings network, NetworkInterfaceSettings nic) {
        this.network = network;
        this.nic = nic;
    }

    /** Name of the profile of an interface. */
    static String name(NetworkInterfaceSettings nic) {
        return NetworkFiles.PROFILE_PREFIX + nic.name();
    }

    /**
     * The profile.
     *
     * @param address of the adapter the name belongs to: another one that comes to bear it must not take its part
     */
    static String render(NetworkSettings network, NetworkInterfaceSettings nic, Optional<MacAddress> address) {
        return new ConnectionProfile(network, nic).text(address);
    }

    private String text(Optional<MacAddress> address) {
        String name = name(nic);
        file.set("connection", "id", name)
                .set("connection", "uuid", uuid(name))
                .set("connection", "type", "ethernet")
                .set("connection", "interface-name", nic.name())
                .set("connection", "autoconnect-priority", "100")
                // An adapter without a cable at boot must come up when it gets one, however late.
                .set("connection", "autoconnect-retries", "0")
                .set("ethernet", "mtu", Integer.toString(nic.mtu()));
        address.ifPresent(
                mac -> file.set("ethernet", "mac-address", mac.toString().toUpperCase(Locale.ROOT)));
        family("ipv4", false);
        family("ipv6", true);
        return file.toString();
    }

    /** The same each time, so that a written profile replaces the one before. */
    private static String uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private void family(String group, boolean ipv6) {
        AddressMethod method = nic.method(ipv6);
        file.set(group, "method", word(method, ipv6));
        if (method instanceof None) {
            return;
        }
        if (method instanceof Fixed(Cidr cidr)) {
            String gateway = nic.gateway(ipv6)
                    .map(router -> "," + router.getHostAddress())
                    .orElse("");
            file.set(group, "address1", cidr + gateway);
        }
        if (!hasDefaultRoute(ipv6)) {
            file.set(group, "never-default", "true");
        }
        List<RouteSettings> routes = routes(ipv6);
        IntStream.range(0, routes.size())
                .forEach(i -> file.set(
                        group,
                        "route" + (i + 1),
                        routes.get(i).to() + "," + routes.get(i).via().getHostAddress()));
        if (ipv6) {
            // An address that peers are told must not change by itself (RFC 8981).
            file.set(group, "ip6-privacy", "0");
        }
        file.set(group, "may-fail", "true");
    }

    private static String word(AddressMethod method, boolean ipv6) {
        return switch (method) {
            case None _ -> "disabled";
            case Dhcp _ -> ipv6 ? "dhcp" : "auto";
            case Slaac _ -> "auto";
            case Fixed _ -> "manual";
        };
    }

    /** One default route for each family: the gateway's, else that of the first interface whose address is given. */
    private boolean hasDefaultRoute(boolean ipv6) {
        Optional<NetworkInterfaceSettings> chosen = network.interfaces().stream()
                .filter(other -> other.gateway(ipv6).isPresent())
                .findFirst()
                .or(() -> network.interfaces().stream()
                        .filter(other -> other.method(ipv6).isDynamic())
                        .findFirst());
        return chosen.filter(nic::equals).isPresent();
    }

    /** A route belongs to the interface whose subnet its router is in, else to the first whose subnet is not known yet. */
    private List<RouteSettings> routes(boolean ipv6) {
        return network.routes().stream()
                .filter(route -> route.via() instanceof Inet6Address == ipv6)
                .filter(route -> bearer(route.via(), ipv6).filter(nic::equals).isPresent())
                .toList();
    }

    private Optional<NetworkInterfaceSettings> bearer(InetAddress via, boolean ipv6) {
        return network.interfaces().stream()
                .filter(other -> other.fixed().stream().anyMatch(cidr -> cidr.contains(via)))
                .findFirst()
                .or(() -> network.interfaces().stream()
                        .filter(other -> other.method(ipv6).isDynamic())
                        .findFirst());
    }
}
