package org.sallyport.core.settings.sections;

import java.net.InetAddress;
import java.util.Optional;
import org.sallyport.base.address.Cidr;
import org.sallyport.base.address.Side;
import org.sallyport.core.settings.model.AddressMethod;
import org.sallyport.core.settings.model.AddressMethod.Fixed;
import org.sallyport.core.settings.model.BindAddress;
import org.sallyport.core.settings.model.InterfaceRole.Use;
import org.sallyport.core.settings.model.NetworkInterfaceSettings;
import org.sallyport.core.settings.model.NetworkSettings;
import org.sallyport.core.settings.schema.SettingsReader;

/** Finds the addresses of interfaces by what they carry, and checks addresses that are written out. */
final class RoleAddresses {
    private static final String KEY = "address";

    private final NetworkSettings network;
    private final boolean isNetworkSound;
    private final LeasedAddresses leases;

    /**
     * Over the network section of the same document.
     *
     * @param isNetworkSound whether it could be read; otherwise nothing is held against it
     */
    RoleAddresses(NetworkSettings network, boolean isNetworkSound, LeasedAddresses leases) {
        this.network = network;
        this.isNetworkSound = isNetworkSound;
        this.leases = leases;
    }

    /** The address that is meant; a problem is noted at the key {@code address} when there is none. */
    InetAddress resolve(SettingsReader in, BindAddress wanted, Side side, Use use) {
        Optional<NetworkInterfaceSettings> nic = network.carrying(side, use);
        return switch (wanted) {
            case BindAddress.Literal(InetAddress address) -> {
                in.rule(
                        !isNetworkSound || !network.isConfigured() || isOurs(address, side, use),
                        KEY,
                        "No interface that carries " + words(side, use) + " has this address.",
                        "Give role, or the address of such an interface in network.interfaces.");
                yield address;
            }
            case BindAddress.OfRole(boolean ipv6) -> {
                boolean found = nic.filter(there -> !ipv6 || !(there.ipv6() instanceof AddressMethod.None))
                        .isPresent();
                in.rule(
                        !isNetworkSound || found,
                        KEY,
                        "No interface carries " + words(side, use) + (ipv6 ? " over IPv6." : "."),
                        "Give an address, or give an interface in network.interfaces that role.");
                yield nic.map(there -> addressOf(there, ipv6)).orElse(InetAddress.getLoopbackAddress());
            }
        };
    }

    /**
     * Reads the host that peers are told of an address. Beside {@code role} it is that word too, so that it follows the
     * interface for good.
     */
    String advertisedHost(
            SettingsReader in, BindAddress wanted, InetAddress bound, Side side, Use use, String description) {
        String byDefault = wanted instanceof BindAddress.OfRole ? NetworkTypes.ROLE : bound.getHostAddress();
        String host = in.host("advertised-host")
                .describe(description)
                .retired("public-address", "external-address")
                .byDefaultSameAs(KEY, byDefault);
        return host.equals(NetworkTypes.ROLE) ? advertised(bound, side, use) : host;
    }

    /** What peers are told of an address by default: beside {@code role} that of the interface behind NAT. */
    InetAddress advertisedAddress(BindAddress wanted, InetAddress bound, Side side, Use use) {
        return wanted instanceof BindAddress.OfRole ? InetAddress.ofLiteral(advertised(bound, side, use)) : bound;
    }

    private String advertised(InetAddress bound, Side side, Use use) {
        return network.carrying(side, use)
                .flatMap(NetworkInterfaceSettings::advertisedAddress)
                .filter(advertised -> advertised.getClass() == bound.getClass())
                .orElse(bound)
                .getHostAddress();
    }

    private InetAddress addressOf(NetworkInterfaceSettings nic, boolean ipv6) {
        boolean takesIpv6 = ipv6 || nic.ipv4() instanceof AddressMethod.None;
        return switch (nic.method(takesIpv6)) {
            case Fixed(Cidr cidr) -> cidr.address();
            case AddressMethod.Dhcp _, AddressMethod.Slaac _, AddressMethod.None _ ->
                leases.of(nic.name(), takesIpv6).orElseGet(() -> standIn(nic));
        };
    }

    /**
     * A loopback address of its own for an interface that has none yet: it can be bound, nobody reaches it, and it differs
     * from that of every other interface.
     */
    private InetAddress standIn(NetworkInterfaceSettings nic) {
        return InetAddress.ofLiteral("127.1.0." + (network.interfaces().indexOf(nic) + 1));
    }

    private boolean isOurs(InetAddress address, Side side, Use use) {
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || network.interfaces().stream()
                        .filter(nic -> nic.carries(side, use))
                        .anyMatch(nic -> nic.isDynamic()
                                || nic.fixed().stream()
                                        .anyMatch(cidr -> cidr.address().equals(address)));
    }

    private static String words(Side side, Use use) {
        return (side == Side.EXTERNAL ? "external " : "internal ") + (use == Use.MEDIA ? "media" : "signalling");
    }
}
