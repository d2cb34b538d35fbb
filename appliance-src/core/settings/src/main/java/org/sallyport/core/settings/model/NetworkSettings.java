package org.sallyport.core.settings.model;

import java.net.InetAddress;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.sallyport.base.address.Cidr;
import org.sallyport.base.address.Side;

/**
 * The machine in its network. Without interfaces the machine's own configuration is left alone.
 *
 * @param hostname name of the machine, qualified or not
 * @param routes beside those that the interfaces have of themselves
 * @param ntpServers addresses or domains; none leaves the clock to the machine
 */
public record NetworkSettings(
        String hostname,
        List<NetworkInterfaceSettings> interfaces,
        List<RouteSettings> routes,
        List<InetAddress> dnsServers,
        List<String> searchDomains,
        List<String> ntpServers,
        ZoneId timeZone,
        FirewallSettings firewall) {

    /** Whether the network of the machine is ours to configure. */
    public boolean isConfigured() {
        return !interfaces.isEmpty();
    }

    /** The interface that carries a use of a side. */
    public Optional<NetworkInterfaceSettings> carrying(Side side, InterfaceRole.Use use) {
        return interfaces.stream().filter(nic -> nic.carries(side, use)).findFirst();
    }

    /**
     * A route.
     *
     * @param to the subnet it leads to
     * @param via the router, in a subnet of an interface
     */
    public record RouteSettings(Cidr to, InetAddress via) {}

    /**
     * What the packet filter lets through beside what the listeners need.
     *
     * @param ssh whether SSH is served on the management side
     * @param managementAllowedFrom who reaches console, API and SSH there; nobody named means everybody
     * @param answerPing whether echo requests are answered
     */
    public record FirewallSettings(boolean ssh, List<Cidr> managementAllowedFrom, boolean answerPing) {}
}
