package org.sallyport.core.settings.sections;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.ZoneId;
import java.util.List;
import org.sallyport.core.settings.model.AddressMethod.None;
import org.sallyport.core.settings.model.InterfaceRole;
import org.sallyport.core.settings.model.NetworkInterfaceSettings;
import org.sallyport.core.settings.model.NetworkSettings;
import org.sallyport.core.settings.model.NetworkSettings.FirewallSettings;
import org.sallyport.core.settings.model.NetworkSettings.RouteSettings;
import org.sallyport.core.settings.schema.SettingsReader;
import org.sallyport.core.settings.schema.ValueType;

/** The section {@code network}. */
final class NetworkSection {
    /** IPv6 needs 1280 octets (RFC 8200 section 5); more than 9216 no common switch carries. */
    private static final int SMALLEST_MTU = 1280;

    private static final int LARGEST_MTU = 9216;

    private NetworkSection() {}

    static NetworkSettings read(SettingsReader in) {
        NetworkSettings network = new NetworkSettings(
                in.host("hostname")
                        .describe("Name of this machine, with or without its domain.")
                        .retired("host-name", "host", "name")
                        .byDefault("sallyport"),
                in.list(
                        "interfaces",
                        "The network interfaces. Without any, the network of the machine is left as it is.",
                        JsonNodeFactory.instance.arrayNode(),
                        NetworkSection::networkInterface),
                in.list(
                        "routes",
                        "Subnets that are not reached through a gateway.",
                        JsonNodeFactory.instance.arrayNode(),
                        NetworkSection::route),
                in.values("dns-servers", ValueType.address(), "addresses")
                        .describe("Servers that names are asked of, in this order.")
                        .retired("dns", "nameservers", "name-servers")
                        .byDefault(List.of()),
                in.values("search-domains", ValueType.host(), "domains")
                        .describe("Domains that short names are tried in.")
                        .retired("search", "domain")
                        .byDefault(List.of()),
                in.values("ntp-servers", ValueType.host(), "hosts")
                        .describe("Servers that give the time (RFC 5905); none leaves the clock to the machine.")
                        .retired("ntp", "time-servers")
                        .byDefault(List.of()),
                in.value("time-zone", NetworkTypes.zone())
                        .describe("Time zone of logs and console.")
                        .retired("timezone", "zone")
                        .byDefault(ZoneId.of("UTC")),
                in.section("firewall", "What is let in beside calls.", NetworkSection::firewall));
        NetworkRules.check(in, network);
        return network;
    }

    private static NetworkInterfaceSettings networkInterface(SettingsReader in) {
        return new NetworkInterfaceSettings(
                in.text("name")
                        .describe("eth0 for the first adapter, eth1 for the second.")
                        .retired("interface", "device")
                        .required(),
                in.values("roles", ValueType.choice(List.of(InterfaceRole.values())), "roles")
                        .describe("What it is for; signalling and media of a side may be apart.")
                        .retired("role", "side")
                        .required(),
                in.value("ipv4", NetworkTypes.ipv4())
                        .describe("Its IPv4 address with prefix, or dhcp or none.")
                        .retired("address", "ip", "ipv4-address")
                        .byDefault(new None()),
                in.address("ipv4-gateway")
                        .describe("Router of all that no route names; of one interface only.")
                        .retired("gateway")
                        .optional(),
                in.value("ipv6", NetworkTypes.ipv6())
                        .describe("Its IPv6 address with prefix, or auto (SLAAC), dhcp or none.")
                        .retired("ipv6-address")
                        .byDefault(new None()),
                in.address("ipv6-gateway")
                        .describe("The same for IPv6.")
                        .retired("gateway6")
                        .optional(),
                in.address("advertised-address")
                        .describe("The address that peers see, where 1:1 NAT replaces its own.")
                        .retired("public-address", "nat-address", "external-address")
                        .optional(),
                in.number("mtu")
                        .describe("Largest packet that it sends.")
                        .unit("octets")
                        .range(SMALLEST_MTU, LARGEST_MTU)
                        .byDefault(1500));
    }

    private static RouteSettings route(SettingsReader in) {
        return new RouteSettings(
                in.value("to", NetworkTypes.subnet())
                        .describe("The subnet it leads to.")
                        .retired("destination", "network")
                        .required(),
                in.address("via")
                        .describe("The router, in a subnet of an interface.")
                        .retired("gateway", "next-hop")
                        .required());
    }

    private static FirewallSettings firewall(SettingsReader in) {
        return new FirewallSettings(
                in.flag("ssh")
                        .describe("Whether SSH is served to the management side.")
                        .byDefault(false),
                in.values("management-allowed-from", NetworkTypes.subnet(), "subnets")
                        .describe("Who reaches console, API and SSH; nobody named means everybody on that side.")
                        .byDefault(List.of()),
                in.flag("answer-ping")
                        .describe("Whether echo requests are answered (RFC 792, RFC 4443).")
                        .retired("ping")
                        .byDefault(true));
    }
}
