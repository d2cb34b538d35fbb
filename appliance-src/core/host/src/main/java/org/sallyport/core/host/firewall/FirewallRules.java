package org.sallyport.core.host.firewall;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.sallyport.base.address.Cidr;
import org.sallyport.core.host.firewall.Opening.Protocol;
import org.sallyport.core.host.firewall.Opening.Source;
import org.sallyport.core.settings.model.NetworkInterfaceSettings;
import org.sallyport.core.settings.model.NetworkSettings.FirewallSettings;
import org.sallyport.core.settings.model.Settings;

/**
 * Writes the ruleset. Loading it replaces the one before as a whole or not at all, with the rules of others left alone;
 * connections that it still lets in go on.
 */
public final class FirewallRules {
    /** Name of our table, of family inet. */
    public static final String TABLE = "sallyport";

    /** A peer opens few connections; behind one NAT there may be an office. */
    private static final String PEER_PACE = "50/second burst 200 packets";

    private static final String ADMINISTRATOR_PACE = "10/second burst 40 packets";
    private static final String PING_PACE = "20/second";

    /** Sources whose pace is known at once; new ones beyond that are let through unmeasured. */
    private static final int SOURCES = 65_536;

    private static final List<Boolean> FAMILIES = List.of(false, true);

    private final Settings settings;
    private final FirewallSettings switches;
    private final List<Opening> openings;
    private final StringBuilder text = new StringBuilder();

    private FirewallRules(Settings settings, int consolePort) {
        this.settings = settings;
        this.switches = settings.network().firewall();
        this.openings = Openings.of(settings, consolePort);
    }

    /** The ruleset for settings that have interfaces, as a script for {@code nft -f}. */
    public static String render(Settings settings, int consolePort) {
        return new FirewallRules(settings, consolePort).script();
    }

    private String script() {
        line(0, "#!/usr/sbin/nft -f");
        line(0, "# Written by Sallyport from its settings; changes made here are lost.");
        line(0, "table inet " + TABLE);
        line(0, "delete table inet " + TABLE);
        line(0, "table inet " + TABLE + " {");
        Arrays.stream(DropReason.values()).forEach(reason -> line(1, "counter " + reason.counter() + " { }"));
        administrators();
        paces();
        early();
        input();
        line(1, "chain forward {");
        line(2, "type filter hook forward priority filter; policy drop;");
        drop("", DropReason.FORWARDED);
        line(1, "}");
        line(0, "}");
        return text.toString();
    }

    private void administrators() {
        if (switches.managementAllowedFrom().isEmpty()) {
            return;
        }
        for (boolean ipv6 : FAMILIES) {
            String subnets = switches.managementAllowedFrom().stream()
                    .filter(cidr -> cidr.isIpv6() == ipv6)
                    .map(Cidr::toString)
                    .collect(Collectors.joining(", "));
            line(1, "set administrators" + digit(ipv6) + " {");
            line(2, "type " + type(ipv6) + "; flags interval; auto-merge;");
            if (!subnets.isEmpty()) {
                line(2, "elements = { " + subnets + " }");
            }
            line(1, "}");
        }
    }

    private void paces() {
        for (Source source : Source.values()) {
            for (boolean ipv6 : FAMILIES) {
                line(1, "set " + paceSet(source, ipv6) + " {");
                line(2, "type " + type(ipv6) + "; size " + SOURCES + "; flags dynamic, timeout; timeout 1m;");
                line(1, "}");
            }
        }
    }

    /**
     * Before connections are followed. Datagrams of calls are not followed at all: their sockets know their peers, and a
     * table of connections would be what a flood fills. Leases and neighbour discovery begin without an address.
     */
    private void early() {
        line(1, "chain early-in {");
        line(2, "type filter hook prerouting priority raw; policy accept;");
        line(2, "iifname \"lo\" accept");
        drop("ip saddr != 0.0.0.0 fib saddr . iif oif missing", DropReason.SPOOFED);
        drop("ip6 saddr != :: fib saddr . iif oif missing", DropReason.SPOOFED);
        untracked("iifname", "dport");
        line(1, "}");
        line(1, "chain early-out {");
        line(2, "type filter hook output priority raw; policy accept;");
        untracked("oifname", "sport");
        line(1, "}");
    }

    private void untracked(String interfaceKey, String portKey) {
        openings.stream()
                .filter(opening -> opening.protocol() == Protocol.UDP)
                .forEach(opening -> line(
                        2,
                        interfaceKey + " " + opening.interfaceSet() + " udp " + portKey + " " + opening.ports()
                                + " notrack"));
    }

    private void input() {
        line(1, "chain input {");
        line(2, "type filter hook input priority filter; policy drop;");
        line(2, "iifname \"lo\" accept");
        line(2, "ct state established,related accept");
        drop("ct state invalid", DropReason.INVALID);
        controlMessages();
        leases();
        openings.forEach(this::admit);
        drop("meta pkttype { broadcast, multicast }", DropReason.BROADCAST);
        drop("", DropReason.NO_SERVICE);
        line(1, "}");
    }

    /** What a host must hear to work (RFC 1122 section 3.2.2, RFC 4890 section 4.4). */
    private void controlMessages() {
        line(2, "icmp type { destination-unreachable, time-exceeded, parameter-problem } accept");
        line(
                2,
                "icmpv6 type { destination-unreachable, packet-too-big, time-exceeded, parameter-problem,"
                        + " nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert, mld-listener-query } accept");
        if (switches.answerPing()) {
            for (String echo : List.of("icmp type echo-request", "icmpv6 type echo-request")) {
                line(2, echo + " limit rate " + PING_PACE + " accept");
                drop(echo, DropReason.TOO_MANY_PINGS);
            }
        }
    }

    private void leases() {
        List<String> names = settings.network().interfaces().stream()
                .filter(NetworkInterfaceSettings::isDynamic)
                .map(NetworkInterfaceSettings::name)
                .toList();
        if (!names.isEmpty()) {
            String from = "iifname { \"" + String.join("\", \"", names) + "\" } ";
            line(2, from + "udp sport 67 udp dport 68 accept");
            line(2, from + "ip6 saddr fe80::/10 udp sport 547 udp dport 546 accept");
        }
    }

    private void admit(Opening opening) {
        String what = "iifname " + opening.interfaceSet() + " " + (opening.protocol() == Protocol.UDP ? "udp" : "tcp")
                + " dport " + opening.ports();
        boolean isGuarded = opening.source() == Source.ADMINISTRATORS
                && !switches.managementAllowedFrom().isEmpty();
        for (boolean ipv6 : FAMILIES) {
            String source = (ipv6 ? "ip6" : "ip") + " saddr ";
            if (isGuarded) {
                drop(what + " " + source + "!= @administrators" + digit(ipv6), DropReason.NOT_AN_ADMINISTRATOR);
            }
            if (opening.protocol() == Protocol.TCP) {
                String pace = opening.source() == Source.PEERS ? PEER_PACE : ADMINISTRATOR_PACE;
                drop(
                        what + " ct state new update @" + paceSet(opening.source(), ipv6) + " { " + source
                                + "limit rate over " + pace + " }",
                        DropReason.TOO_MANY_CONNECTIONS);
            }
        }
        line(2, what + " accept");
    }

    private static String paceSet(Source source, boolean ipv6) {
        return (source == Source.PEERS ? "peer-pace" : "administrator-pace") + digit(ipv6);
    }

    private void drop(String match, DropReason reason) {
        line(2, match + (match.isEmpty() ? "" : " ") + "counter name \"" + reason.counter() + "\" drop");
    }

    private static String digit(boolean ipv6) {
        return ipv6 ? "6" : "4";
    }

    private static String type(boolean ipv6) {
        return ipv6 ? "ipv6_addr" : "ipv4_addr";
    }

    private void line(int depth, String content) {
        text.append("    ".repeat(depth)).append(content).append('\n');
    }
}
