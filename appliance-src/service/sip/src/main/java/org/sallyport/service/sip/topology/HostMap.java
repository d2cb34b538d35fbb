package org.sallyport.service.sip.topology;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.base.address.LocalAddress;
import org.sallyport.base.address.Side;
import org.sallyport.core.settings.model.SipListener;
import org.sallyport.core.settings.model.SipSettings;
import org.sallyport.service.sip.stack.Hosts;

/**
 * Which host a URI names on each side.
 *
 * <p>Outward, the inside's hosts become our advertised external one, so that an answer to the shown address finds its
 * way back in. The inside's are: literal addresses, names without a dot or under a suffix of private networks, our
 * internal listeners, the call server, and everything in the call server's domain; that domain's bare name alone stays
 * when we ourselves are advertised in it, as it is then a public one. Inward, our external host becomes the call
 * server's, so that the inside sees its own name.
 */
public final class HostMap {
    /** RFC 6762, RFC 8375 and RFC 6762 appendix G. */
    private static final Set<String> PRIVATE_SUFFIXES = Set.of(
            "local", "localdomain", "localhost", "internal", "intranet", "private", "corp", "home", "lan", "home.arpa");

    /** Stands for a host that is not there (RFC 2606). */
    private static final String NOBODY = "anonymous.invalid";

    private final String callServer;
    private final String callServerDomain;
    private final String externalHost;
    private final Set<String> internalHosts;
    private final Set<String> externalHosts;

    private HostMap(String callServer, String externalHost, Set<String> internalHosts, Set<String> externalHosts) {
        this.callServer = callServer;
        this.callServerDomain = parentDomain(callServer);
        this.externalHost = externalHost;
        this.internalHosts = internalHosts;
        this.externalHosts = externalHosts;
    }

    public static HostMap of(SipSettings settings) {
        String external = listeners(settings, Side.EXTERNAL)
                .map(listener -> listener.address().advertisedHost())
                .findFirst()
                .orElse(NOBODY);
        return new HostMap(
                settings.callServer().isNamed() ? normal(settings.callServer().host()) : NOBODY,
                external,
                hosts(settings, Side.INTERNAL),
                hosts(settings, Side.EXTERNAL));
    }

    /** The host a party sees for one that stands in a message from the other side. */
    public String seenFrom(Side viewer, String host) {
        return switch (viewer) {
            case EXTERNAL -> isInside(host) ? Hosts.bracketed(externalHost) : host;
            case INTERNAL -> isOursOutside(host) ? Hosts.bracketed(callServer) : host;
            case MANAGEMENT -> host;
        };
    }

    /** Whether a host belongs to the inside and must not show outside. */
    public boolean isInside(String host) {
        String name = normal(host);
        if (externalHosts.contains(name)) {
            return false;
        }
        return Hosts.address(name).isPresent()
                || internalHosts.contains(name)
                || name.equals(callServer)
                || name.indexOf('.') < 0
                || PRIVATE_SUFFIXES.stream().anyMatch(suffix -> isWithin(name, suffix))
                || isInCallServerDomain(name);
    }

    /** Whether a host is a literal address that neither we nor the call server have and that is not of a private range. */
    public boolean isPublicLiteral(String host) {
        return !isOursInside(host)
                && Hosts.address(normal(host))
                        .filter(address -> !address.isSiteLocalAddress()
                                && !address.isLoopbackAddress()
                                && !address.isLinkLocalAddress()
                                && (address.getAddress()[0] & 0xfe) != 0xfc)
                        .isPresent();
    }

    /** Whether a host is one of our external ones. */
    public boolean isOursOutside(String host) {
        return externalHosts.contains(normal(host));
    }

    /** Whether a host is one of our internal ones or the call server. */
    public boolean isOursInside(String host) {
        String name = normal(host);
        return internalHosts.contains(name) || name.equals(callServer);
    }

    private boolean isInCallServerDomain(String name) {
        if (callServerDomain.indexOf('.') < 0 || !isWithin(name, callServerDomain)) {
            return false;
        }
        boolean domainIsPublic = isWithin(normal(externalHost), callServerDomain);
        return !(domainIsPublic && name.equals(callServerDomain));
    }

    private static boolean isWithin(String name, String domain) {
        return name.equals(domain) || name.endsWith("." + domain);
    }

    private static String parentDomain(String host) {
        return Hosts.address(host).isPresent() ? "" : host.substring(host.indexOf('.') + 1);
    }

    private static String normal(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        String bare = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
        return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
    }

    private static Stream<SipListener> listeners(SipSettings settings, Side side) {
        return settings.listeners().stream().filter(listener -> listener.side() == side);
    }

    private static Set<String> hosts(SipSettings settings, Side side) {
        return listeners(settings, side)
                .map(SipListener::address)
                .flatMap(HostMap::names)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> names(LocalAddress address) {
        return Stream.of(
                normal(address.advertisedHost()),
                normal(address.bound().getAddress().getHostAddress()));
    }
}
