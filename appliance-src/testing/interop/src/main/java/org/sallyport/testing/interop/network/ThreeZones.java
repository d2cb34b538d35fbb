package org.sallyport.testing.interop.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Three namespaces in a row: an outside with public addresses (RFC 5737), a DMZ with a leg in each, an inside with
 * private ones (RFC 1918). Nothing is routed between outside and inside. Gone when closed.
 */
public final class ThreeZones implements AutoCloseable {
    /** Where callers from the internet are. */
    public static final String OUTSIDE_ADDRESS = "203.0.113.10";

    /** The DMZ's address on the outside wire. */
    public static final String DMZ_EXTERNAL_ADDRESS = "203.0.113.1";

    /** The same over IPv6, after {@link #addIpv6Outside}. */
    public static final String DMZ_EXTERNAL_IPV6 = "2001:db8:1::1";

    /** Where callers from the internet are over IPv6, after {@link #addIpv6Outside}. */
    public static final String OUTSIDE_IPV6 = "2001:db8:1::10";

    /** The DMZ's address on the inside wire. */
    public static final String DMZ_INTERNAL_ADDRESS = "10.77.20.1";

    /** The DMZ's address on the inside wire over IPv6, after {@link #addIpv6Inside}. */
    public static final String DMZ_INTERNAL_IPV6 = "fd77:20::1";

    /** Where the call server is over IPv6, after {@link #addIpv6Inside}. */
    public static final String INSIDE_IPV6 = "fd77:20::20";

    /** Where the call server is. */
    public static final String INSIDE_ADDRESS = "10.77.20.20";

    /** What all inside addresses begin with. */
    public static final String INSIDE_PREFIX = "10.77.20.";

    private static final String NAME = "sallyport-";

    private final List<Namespace> made = new ArrayList<>();
    private final Namespace outside;
    private final Namespace dmz;
    private final Namespace inside;

    private ThreeZones() throws IOException {
        removeThoseOfDeadProcesses();
        try {
            outside = add("outside");
            dmz = add("dmz");
            inside = add("inside");
            wire(dmz, "external", DMZ_EXTERNAL_ADDRESS, outside, OUTSIDE_ADDRESS);
            wire(dmz, "internal", DMZ_INTERNAL_ADDRESS, inside, INSIDE_ADDRESS);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Builds them. */
    public static ThreeZones build() throws IOException {
        return new ThreeZones();
    }

    /** Whether this machine and user may make namespaces. */
    public static boolean possible() {
        try {
            Command.run("unshare", "--net", "true");
            return Files.isWritable(Path.of("/run"));
        } catch (IOException e) {
            return false;
        }
    }

    public Namespace outside() {
        return outside;
    }

    public Namespace dmz() {
        return dmz;
    }

    public Namespace inside() {
        return inside;
    }

    /** Gives both ends of the outside wire an IPv6 address too (RFC 3849), for tests that need one. */
    public void addIpv6Outside() throws IOException {
        dmz.ip("address", "add", DMZ_EXTERNAL_IPV6 + "/64", "dev", "external", "nodad");
        outside.ip("address", "add", OUTSIDE_IPV6 + "/64", "dev", "eth0", "nodad");
    }

    /** Lets nothing but TCP out of a zone, as the strictest of firewalls; once more does nothing. */
    public void letOnlyTcpPass(Namespace zone) throws IOException {
        String rules = """
            add table inet only_tcp; flush table inet only_tcp;
            add chain inet only_tcp out { type filter hook output priority 0; };
            add rule inet only_tcp out oif != lo meta l4proto != tcp drop;\
            """;
        Command.run("ip", "netns", "exec", zone.name(), "nft", rules);
    }

    /** Gives both ends of the inside wire an IPv6 address too (RFC 4193). */
    public void addIpv6Inside() throws IOException {
        dmz.ip("address", "add", DMZ_INTERNAL_IPV6 + "/64", "dev", "internal", "nodad");
        inside.ip("address", "add", INSIDE_IPV6 + "/64", "dev", "eth0", "nodad");
    }

    @Override
    public void close() throws IOException {
        for (Namespace namespace : made) {
            Command.run("ip", "netns", "delete", namespace.name());
        }
        made.clear();
    }

    private Namespace add(String zone) throws IOException {
        Namespace namespace = new Namespace(NAME + ProcessHandle.current().pid() + "-" + zone);
        Command.run("ip", "netns", "add", namespace.name());
        made.add(namespace);
        namespace.ip("link", "set", "lo", "up");
        return namespace;
    }

    private static void wire(Namespace dmz, String side, String dmzAddress, Namespace far, String farAddress)
            throws IOException {
        dmz.ip("link", "add", side, "type", "veth", "peer", "name", "eth0", "netns", far.name());
        dmz.ip("address", "add", dmzAddress + "/24", "dev", side);
        dmz.ip("link", "set", side, "up");
        far.ip("address", "add", farAddress + "/24", "dev", "eth0");
        far.ip("link", "set", "eth0", "up");
    }

    private static void removeThoseOfDeadProcesses() throws IOException {
        for (String line : Command.run("ip", "netns", "list").lines().toList()) {
            String name = line.split(" ", 2)[0];
            String[] parts = name.split("-", -1);
            if (name.startsWith(NAME) && parts.length == 3 && !alive(parts[1])) {
                Command.run("ip", "netns", "delete", name);
            }
        }
    }

    private static boolean alive(String pid) {
        return !pid.matches("[0-9]{1,9}")
                || ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }
}
