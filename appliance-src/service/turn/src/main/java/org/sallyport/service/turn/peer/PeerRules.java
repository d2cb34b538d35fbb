package org.sallyport.service.turn.peer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sallyport.base.address.Cidr;
import org.sallyport.base.address.Side;
import org.sallyport.core.settings.model.TurnSettings;
import org.sallyport.core.settings.model.TurnSettings.RelayAddress;
import org.sallyport.core.settings.model.TurnSettings.TurnRelay;

/**
 * The rules of one set of settings. What is allowed by name counts before all else; then this system's own addresses, of which
 * only relayed ports may be reached, by two clients of ours that speak with each other; then the special-purpose networks.
 */
public final class PeerRules {
    /** What is not the public internet (RFC 6890 and its registries), and the metadata service of one cloud that looks public. */
    private static final List<Cidr> DENIED = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "168.63.129.16/32",
                    "::/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/32",
                    "2002::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .map(text -> Cidr.parse(text).orElseThrow())
            .toList();

    private final TurnSettings settings;
    private final Set<InetAddress> own;

    /**
     * The rules of some settings.
     *
     * @param own every address of this system
     */
    public PeerRules(TurnSettings settings, Set<InetAddress> own) {
        this.settings = settings;
        this.own = new HashSet<>(own);
        settings.listeners()
                .forEach(listener -> this.own.add(listener.address().bound().getAddress()));
        relayed().forEach(address -> {
            this.own.add(address.bound());
            this.own.add(address.advertised());
        });
    }

    /** Every address that the interfaces of this machine have now. */
    public static Set<InetAddress> ofThisMachine() {
        Set<InetAddress> addresses = new HashSet<>();
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(PeerRules::withoutScope)
                    .forEach(addresses::add);
        } catch (SocketException e) {
            throw new IllegalStateException("the addresses of this machine cannot be read", e);
        }
        return addresses;
    }

    private static InetAddress withoutScope(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? address : InetAddress.ofLiteral(text.substring(0, scope));
    }

    /** Whether a client of a side may have a permission for a host; of our relayed hosts not every port is behind it. */
    public boolean permits(Side side, InetAddress host) {
        return isAllowed(side, host)
                || isRelayed(host)
                || (!own.contains(host) && DENIED.stream().noneMatch(denied -> denied.contains(host)));
    }

    /** Whether a client of a side may send to an address and port. */
    public boolean permits(Side side, InetSocketAddress peer) {
        InetAddress host = peer.getAddress();
        TurnRelay relay = settings.relay();
        boolean isRelayedPort = peer.getPort() >= relay.firstPort() && peer.getPort() <= relay.lastPort();
        return peer.getPort() != 0
                && permits(side, host)
                && (isRelayedPort || !isRelayed(host) || isAllowed(side, host));
    }

    private boolean isAllowed(Side side, InetAddress host) {
        return settings.peers().of(side).stream().anyMatch(allowed -> allowed.contains(host));
    }

    private boolean isRelayed(InetAddress host) {
        return relayed()
                .anyMatch(address ->
                        address.bound().equals(host) || address.advertised().equals(host));
    }

    private Stream<RelayAddress> relayed() {
        Optional<RelayAddress> ipv6 = settings.relay().ipv6();
        return Stream.concat(Stream.of(settings.relay().ipv4()), ipv6.stream());
    }
}
