package org.sallyport.core.settings.sections;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.sallyport.base.address.Cidr;
import org.sallyport.base.address.Side;
import org.sallyport.core.settings.model.AddressMethod.Fixed;
import org.sallyport.core.settings.model.InterfaceRole.Use;
import org.sallyport.core.settings.model.NetworkInterfaceSettings;
import org.sallyport.core.settings.model.NetworkSettings;
import org.sallyport.core.settings.model.NetworkSettings.RouteSettings;
import org.sallyport.core.settings.schema.SettingsReader;

/** What must hold between interfaces and routes. */
final class NetworkRules {
    private static final Pattern NAME = Pattern.compile("eth\\d{1,2}");

    private final SettingsReader in;
    private final NetworkSettings network;
    private final List<NetworkInterfaceSettings> nics;

    private NetworkRules(SettingsReader in, NetworkSettings network) {
        this.in = in;
        this.network = network;
        this.nics = network.interfaces();
    }

    static void check(SettingsReader in, NetworkSettings network) {
        NetworkRules rules = new NetworkRules(in, network);
        for (int i = 0; i < rules.nics.size(); i++) {
            rules.checkInterface(i);
            for (int earlier = 0; earlier < i; earlier++) {
                rules.checkPair(earlier, i);
            }
        }
        rules.checkGateways(false);
        rules.checkGateways(true);
        rules.checkManagement();
        for (int i = 0; i < network.routes().size(); i++) {
            rules.checkRoute(i);
        }
    }

    private void checkInterface(int index) {
        NetworkInterfaceSettings nic = nics.get(index);
        in.rule(
                NAME.matcher(nic.name()).matches(),
                at(index, "name"),
                "It is no name of an adapter.",
                "Give eth0, eth1 and so on.");
        in.rule(
                !nic.roles().isEmpty(),
                at(index, "roles"),
                "The interface has no role.",
                "Give at least one, such as external.");
        checkGateway(index, "ipv4-gateway", false);
        checkGateway(index, "ipv6-gateway", true);
        nic.advertisedAddress().ifPresent(advertised -> {
            in.rule(
                    nic.faces(Side.EXTERNAL) || nic.faces(Side.INTERNAL),
                    at(index, "advertised-address"),
                    "The interface carries no calls, so no peer is told an address of it.",
                    "Leave it out, or give it to the interface with the role external.",
                    at(index, "roles"));
            in.rule(
                    nics.stream()
                            .filter(other -> !other.equals(nic))
                            .flatMap(other -> other.fixed().stream())
                            .noneMatch(cidr -> cidr.address().equals(advertised)),
                    at(index, "advertised-address"),
                    "It is the address of another interface of this system.",
                    "Give the public address that NAT translates to this interface.");
        });
    }

    private void checkGateway(int index, String key, boolean ipv6) {
        NetworkInterfaceSettings nic = nics.get(index);
        nic.gateway(ipv6).ifPresent(gateway -> {
            Optional<Cidr> subnet = nic.method(ipv6) instanceof Fixed(Cidr cidr) ? Optional.of(cidr) : Optional.empty();
            String methodKey = at(index, ipv6 ? "ipv6" : "ipv4");
            in.rule(
                    subnet.isPresent(),
                    at(index, key),
                    "The interface has no fixed address of that family.",
                    "Give it one, or leave the gateway out.",
                    methodKey);
            subnet.ifPresent(cidr -> {
                in.rule(
                        isReachable(cidr, gateway),
                        at(index, key),
                        "It lies outside the subnet " + cidr.network() + ".",
                        "Give a router in that subnet.",
                        methodKey);
                in.rule(
                        !gateway.equals(cidr.address()),
                        at(index, key),
                        "It is the interface's own address.",
                        "Give the router's address.",
                        methodKey);
            });
        });
    }

    /** An IPv6 router is usually known by its link-local address (RFC 4861 section 4.2). */
    private static boolean isReachable(Cidr subnet, InetAddress router) {
        return subnet.contains(router) || (subnet.isIpv6() && router.isLinkLocalAddress());
    }

    private void checkPair(int earlier, int later) {
        NetworkInterfaceSettings one = nics.get(earlier);
        NetworkInterfaceSettings other = nics.get(later);
        in.rule(
                !one.name().equals(other.name()),
                at(later, "name"),
                "Another interface has the same name.",
                "Give each interface once.",
                at(earlier, "name"));
        for (boolean ipv6 : List.of(false, true)) {
            if (one.method(ipv6) instanceof Fixed(Cidr first) && other.method(ipv6) instanceof Fixed(Cidr second)) {
                String key = ipv6 ? "ipv6" : "ipv4";
                boolean same = first.address().equals(second.address());
                in.rule(
                        !same && !first.overlaps(second),
                        at(later, key),
                        same
                                ? one.name() + " has the same address."
                                : one.name() + " is in the same subnet " + first.network() + ".",
                        "Give each interface a subnet of its own; answers would leave by the wrong one.",
                        at(earlier, key));
            }
        }
        checkSharedUses(one, other, later);
    }

    private void checkSharedUses(NetworkInterfaceSettings one, NetworkInterfaceSettings other, int later) {
        for (Side side : List.of(Side.EXTERNAL, Side.INTERNAL)) {
            for (Use use : List.of(Use.SIGNALLING, Use.MEDIA)) {
                if (one.carries(side, use) && other.carries(side, use)) {
                    in.rule(
                            false,
                            at(later, "roles"),
                            one.name() + " has a role for the same: "
                                    + (side == Side.EXTERNAL ? "external " : "internal ")
                                    + (use == Use.MEDIA ? "media." : "signalling."),
                            "Give it to one interface only.");
                    return;
                }
            }
        }
    }

    private void checkGateways(boolean ipv6) {
        List<Integer> having = IntStream.range(0, nics.size())
                .filter(index -> nics.get(index).gateway(ipv6).isPresent())
                .boxed()
                .toList();
        having.stream()
                .skip(1)
                .forEach(index -> in.rule(
                        false,
                        at(index, ipv6 ? "ipv6-gateway" : "ipv4-gateway"),
                        nics.get(having.getFirst()).name() + " has a gateway already.",
                        "Keep the one that leads to the internet, and give routes for what is inside."));
    }

    private void checkManagement() {
        in.rule(
                nics.isEmpty() || nics.stream().anyMatch(nic -> nic.faces(Side.MANAGEMENT)),
                "interfaces",
                "No interface has the role management, so nobody would reach the console.",
                "Give one of them the role management, or all.");
    }

    private void checkRoute(int index) {
        RouteSettings route = network.routes().get(index);
        String path = "routes[" + index + "]";
        in.rule(
                route.to().prefix() > 0,
                path + ".to",
                "It is everything.",
                "Give that router as the gateway of an interface.");
        in.rule(
                route.to().isIpv6() == (route.via() instanceof Inet6Address),
                path + ".via",
                "It is of another family than the subnet.",
                "Give a router of the same family.",
                path + ".to");
        in.rule(
                nics.stream().anyMatch(nic -> leadsTo(nic, route)),
                path + ".via",
                "No interface has a subnet with this router.",
                "Give a router that an interface reaches directly.",
                "interfaces");
        in.rule(
                network.routes().subList(0, index).stream()
                        .noneMatch(earlier -> earlier.to().equals(route.to())),
                path + ".to",
                "There is a route to it already.",
                "Give each subnet one route.",
                path);
    }

    private static boolean leadsTo(NetworkInterfaceSettings nic, RouteSettings route) {
        return nic.method(route.to().isIpv6()).isDynamic()
                || nic.fixed().stream()
                        .anyMatch(cidr ->
                                cidr.contains(route.via()) && !cidr.address().equals(route.via()));
    }

    private static String at(int index, String key) {
        return "interfaces[" + index + "]." + key;
    }
}
