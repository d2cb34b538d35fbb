package org.sallyport.core.host.example;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Optional;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.core.settings.sections.SettingsDocument;

/** Settings as an administrator would write them. */
public final class ExampleSettings {
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Two fixed interfaces, one behind NAT, with everything that a network may have. */
    public static final String TWO_SIDES = """
            network:
              hostname: gate.example.com
              interfaces:
              - {name: eth0, roles: [external], ipv4: 192.0.2.10/24, ipv4-gateway: 192.0.2.1,
                 ipv6: '2001:db8::10/64', ipv6-gateway: 'fe80::1', advertised-address: 203.0.113.7}
              - {name: eth1, roles: [internal, management], ipv4: 10.1.0.10/16, mtu: 9000}
              routes:
              - {to: 10.0.0.0/8, via: 10.1.0.1}
              - {to: 172.16.0.0/12, via: 10.1.0.2}
              dns-servers: [10.1.0.53, 10.1.0.54]
              search-domains: [example.com]
              ntp-servers: [ntp1.example.com, 10.1.0.123]
              time-zone: Europe/Berlin
              firewall: {ssh: true, management-allowed-from: [10.1.0.0/16, 10.9.0.0/24]}
            sip:
              listeners:
              - {name: outside-udp, side: external, transport: udp}
              - {name: outside-tcp, side: external, transport: tcp}
              - {name: outside-tls, side: external, transport: tls}
              - {name: inside-udp, side: internal, transport: udp}
            media:
              external: {address: role, first-port: 20002, last-port: 30001}
              internal: {address: role, first-port: 40002, last-port: 50001}
            """;

    /** One interface for all, with whatever address it is given. */
    public static final String ONE_LEASED = """
            network:
              interfaces:
              - {name: eth0, roles: all, ipv4: dhcp, ipv6: auto}
            """;

    private ExampleSettings() {}

    /** Reads settings in YAML; no interface has an address by lease. */
    public static Settings read(String yaml) {
        try {
            return SettingsDocument.read((ObjectNode) YAML.readTree(yaml), Secret::new, (_, _) -> Optional.empty())
                    .orThrow();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
