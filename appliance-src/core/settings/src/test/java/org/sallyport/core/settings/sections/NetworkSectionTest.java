package org.sallyport.core.settings.sections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.InetAddress;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.base.address.Cidr;
import org.sallyport.base.address.Side;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.settings.TestDocuments;
import org.sallyport.core.settings.model.AddressMethod;
import org.sallyport.core.settings.model.InterfaceRole;
import org.sallyport.core.settings.model.InterfaceRole.Use;
import org.sallyport.core.settings.model.NetworkInterfaceSettings;
import org.sallyport.core.settings.model.NetworkSettings;
import org.sallyport.core.settings.model.NetworkSettings.RouteSettings;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.settings.model.SipListener;
import org.sallyport.core.settings.schema.Reading;

class NetworkSectionTest {
    private static final LeasedAddresses NO_LEASE = (_, _) -> Optional.empty();

    private static final String TWO_INTERFACES = """
            network:
              hostname: gate.example.com
              interfaces:
              - {name: eth0, roles: external, ipv4: 192.0.2.10/24, ipv4-gateway: 192.0.2.1,
                 ipv6: '2001:db8::10/64', ipv6-gateway: 'fe80::1', advertised-address: 203.0.113.7}
              - {name: eth1, roles: [internal, management], ipv4: 10.1.0.10/16}
              routes:
              - {to: 10.0.0.0/8, via: 10.1.0.1}
              dns-servers: 10.1.0.53, 10.1.0.54
              ntp-servers: [ntp.example.com]
              time-zone: Europe/Berlin
            """;

    private static Reading<Settings> read(String yaml, LeasedAddresses leases) {
        return SettingsDocument.read(TestDocuments.document(yaml), Secret::new, leases);
    }

    private static List<Problem> problems(String yaml) {
        return read(yaml, NO_LEASE).problems();
    }

    private static List<Problem> problemsOfInterfaces(String list) {
        return problems("network:\n  interfaces:\n" + list.indent(2));
    }

    @Test
    void leavesTheNetworkOfTheMachineAloneByDefault() {
        NetworkSettings network = SettingsDocument.defaults().network();

        assertThat(network.isConfigured()).isFalse();
        assertThat(network.timeZone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(network.firewall().ssh()).isFalse();
    }

    @Test
    void readsInterfacesRoutesAndLists() {
        Reading<Settings> reading = read(TWO_INTERFACES, NO_LEASE);

        assertThat(reading.problems()).isEmpty();
        NetworkSettings network = reading.value().network();
        assertThat(network.interfaces())
                .extracting(NetworkInterfaceSettings::name, NetworkInterfaceSettings::roles)
                .containsExactly(
                        tuple("eth0", List.of(InterfaceRole.EXTERNAL)),
                        tuple("eth1", List.of(InterfaceRole.INTERNAL, InterfaceRole.MANAGEMENT)));
        assertThat(network.interfaces().getFirst().ipv4())
                .isEqualTo(new AddressMethod.Fixed(Cidr.parse("192.0.2.10/24").orElseThrow()));
        assertThat(network.routes())
                .containsExactly(
                        new RouteSettings(Cidr.parse("10.0.0.0/8").orElseThrow(), InetAddress.ofLiteral("10.1.0.1")));
        assertThat(network.dnsServers())
                .containsExactly(InetAddress.ofLiteral("10.1.0.53"), InetAddress.ofLiteral("10.1.0.54"));
    }

    @Test
    void givesBackInItsEffectiveDocumentWhatReadsTheSame() {
        Reading<Settings> reading = read(TWO_INTERFACES, NO_LEASE);

        assertThat(SettingsDocument.read(reading.effective(), Secret::new, NO_LEASE))
                .isEqualTo(reading);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ipv4: 192.0.2.0/24                             | interfaces[0].ipv4
            ipv4: 192.0.2.255/24                           | interfaces[0].ipv4
            ipv4: auto                                     | interfaces[0].ipv4
            ipv4: '2001:db8::1/64'                         | interfaces[0].ipv4
            ipv6: 192.0.2.1/24                             | interfaces[0].ipv6
            ipv4: dhcp, ipv4-gateway: 192.0.2.1            | interfaces[0].ipv4-gateway
            ipv4: 192.0.2.10/24, ipv4-gateway: 192.0.3.1   | interfaces[0].ipv4-gateway
            ipv4: 192.0.2.10/24, ipv4-gateway: 192.0.2.10  | interfaces[0].ipv4-gateway
            ipv4: 192.0.2.10/24, ipv4-gateway: 'fe80::1'   | interfaces[0].ipv4-gateway
            ipv4: dhcp, mtu: 900                           | interfaces[0].mtu
            ipv4: dhcp, gateway: 192.0.2.1                 | interfaces[0].gateway
            """)
    void refusesAnInterfaceThatCannotWork(String rest, String path) {
        assertThat(problemsOfInterfaces("- {name: eth0, roles: all, " + rest + "}"))
                .extracting(Problem::path)
                .containsExactly("network." + path);
    }

    @Test
    void refusesTwoInterfacesThatAreInEachOthersWay() {
        assertThat(problemsOfInterfaces("""
                        - {name: eth0, roles: external, ipv4: 10.0.0.10/8, ipv4-gateway: 10.0.0.1}
                        - {name: eth0, roles: [external-media, management], ipv4: 10.1.0.10/16, ipv4-gateway: 10.1.0.1}
                        """))
                .extracting(Problem::path)
                .containsExactlyInAnyOrder(
                        "network.interfaces[1].name",
                        "network.interfaces[1].ipv4",
                        "network.interfaces[1].roles",
                        "network.interfaces[1].ipv4-gateway");
        assertThat(problemsOfInterfaces("""
                        - {name: eth0, roles: external, ipv4: 192.0.2.10/24}
                        - {name: eth1, roles: management, ipv4: 192.0.2.10/24}
                        """)).extracting(Problem::detail).containsExactly("eth0 has the same address.");
    }

    @Test
    void wantsARoleThatReachesTheConsole() {
        assertThat(problemsOfInterfaces("- {name: eth0, roles: [external, internal], ipv4: dhcp}"))
                .extracting(Problem::path)
                .containsExactly("network.interfaces");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 192.0.9.1, via",
        "10.0.0.0/8, 10.1.0.10, via",
        "2001:db8:1::/48, 10.1.0.1, via",
        "0.0.0.0/0, 10.1.0.1, to",
        "10.1.2.3/8, 10.1.0.1, to"
    })
    void refusesARouteThatLeadsNowhere(String to, String via, String key) {
        String yaml =
                TWO_INTERFACES.replace("{to: 10.0.0.0/8, via: 10.1.0.1}", "{to: '" + to + "', via: '" + via + "'}");

        assertThat(problems(yaml)).extracting(Problem::path).contains("network.routes[0]." + key);
    }

    @Test
    void refusesTheAddressOfAnotherInterfaceAsThePublicOne() {
        assertThat(problemsOfInterfaces("""
                        - {name: eth0, roles: external, ipv4: 192.0.2.10/24, advertised-address: 10.0.0.10}
                        - {name: eth1, roles: management, ipv4: 10.0.0.10/24, advertised-address: 203.0.113.7}
                        """))
                .extracting(Problem::path)
                .containsExactly(
                        "network.interfaces[0].advertised-address", "network.interfaces[1].advertised-address");
    }

    @Test
    void bindsByRoleAndTellsPeersThePublicAddress() {
        Reading<Settings> reading = read(TWO_INTERFACES + """
                sip:
                  listeners:
                  - {name: outside, side: external, transport: udp}
                  - {name: outside6, side: external, transport: udp, address: role-ipv6}
                  - {name: inside, side: internal, transport: udp, address: role}
                media:
                  external: {address: role}
                  internal: {address: role}
                """, NO_LEASE);

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.value().sip().listeners())
                .extracting(
                        SipListener::name,
                        listener -> listener.address().bound().getAddress().getHostAddress(),
                        listener -> listener.address().advertisedHost())
                .containsExactly(
                        tuple("outside", "192.0.2.10", "203.0.113.7"),
                        tuple("outside6", "2001:db8:0:0:0:0:0:10", "2001:db8:0:0:0:0:0:10"),
                        tuple("inside", "10.1.0.10", "10.1.0.10"));
        assertThat(reading.value().media().external().advertisedHost()).isEqualTo("203.0.113.7");
        assertThat(reading.effective().at("/sip/listeners/0/address").textValue())
                .isEqualTo("role");
        assertThat(reading.effective().at("/sip/listeners/0/advertised-host").textValue())
                .isEqualTo("role");
    }

    @Test
    void keepsSignallingAndMediaOnInterfacesOfTheirOwn() {
        Settings settings = read("""
                network:
                  interfaces:
                  - {name: eth0, roles: external-signalling, ipv4: 192.0.2.10/24}
                  - {name: eth1, roles: external-media, ipv4: 198.51.100.10/24}
                  - {name: eth2, roles: [internal, management], ipv4: 10.0.0.10/24}
                media:
                  external: {address: role}
                """, NO_LEASE).orThrow();

        assertThat(settings.media().external().address()).isEqualTo(InetAddress.ofLiteral("198.51.100.10"));
        assertThat(settings.network().carrying(Side.EXTERNAL, Use.SIGNALLING))
                .map(NetworkInterfaceSettings::name)
                .contains("eth0");
    }

    @Test
    void takesTheAddressThatDhcpGaveAndOneNobodyReachesBefore() {
        String yaml = """
                network:
                  interfaces:
                  - {name: eth0, roles: external, ipv4: dhcp}
                  - {name: eth1, roles: [internal, management], ipv4: dhcp}
                sip:
                  listeners:
                  - {name: outside, side: external, transport: udp}
                  - {name: inside, side: internal, transport: udp}
                """;
        LeasedAddresses leases =
                (name, _) -> name.equals("eth1") ? Optional.of(InetAddress.ofLiteral("10.0.0.77")) : Optional.empty();

        assertThat(read(yaml, leases).orThrow().sip().listeners())
                .extracting(listener -> listener.address().bound().getAddress())
                .containsExactly(InetAddress.ofLiteral("127.1.0.1"), InetAddress.ofLiteral("10.0.0.77"));
    }

    @Test
    void refusesAnAddressThatNoInterfaceOfTheSideHas() {
        assertThat(problems(TWO_INTERFACES + """
                        sip:
                          listeners:
                          - {name: outside, side: external, transport: udp, address: 10.1.0.10}
                          - {name: inside, side: internal, transport: udp, address: 10.1.0.10, port: 5070}
                        media:
                          internal: {address: 10.9.9.9}
                        """))
                .extracting(Problem::path)
                .containsExactly("sip.listeners[0].address", "media.internal.address");
    }

    @Test
    void refusesTheRoleWhereNoInterfaceHasIt() {
        assertThat(problems("media: {external: {address: role}}"))
                .extracting(Problem::path)
                .containsExactly("media.external.address");
    }

    @Test
    void saysWhichZonesAndSwitchesItUnderstands() {
        assertThat(
                        problems(
                                "network: {time-zone: Mars/Olympus, firewall: {ssh: 'yes', management-allowed-from: 10.1.1.1}}"))
                .extracting(Problem::path)
                .containsExactly(
                        "network.time-zone", "network.firewall.ssh", "network.firewall.management-allowed-from");
    }
}
