package org.sallyport.core.settings.sections;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sallyport.base.address.LocalAddress;
import org.sallyport.core.settings.model.InterfaceRole.Use;
import org.sallyport.core.settings.model.TurnSettings.RelayAddress;
import org.sallyport.core.settings.model.TurnSettings.TurnListener;
import org.sallyport.core.settings.model.TurnSettings.TurnRelay;
import org.sallyport.core.settings.model.TurnSettings.TurnTransport;
import org.sallyport.core.settings.model.TurnSettings.WebServer;
import org.sallyport.core.settings.model.TurnSettings.WebServerTls;
import org.sallyport.core.settings.schema.SettingsReader;

/** The listeners of the section {@code turn}, and what must hold between them, web servers at their ports and the relay. */
final class TurnListenerSection {
    private static final int STUN_PORT = 3478;
    private static final int STUNS_PORT = 5349;

    private TurnListenerSection() {}

    /** The listeners, each with the web server that shares its port. */
    static List<TurnListener> read(SettingsReader in, RoleAddresses addresses) {
        List<TurnListener> listeners = in.list(
                "listeners",
                "Where clients of STUN and TURN come to.",
                defaults(),
                inner -> listener(inner, addresses));
        List<Shared> servers = in.list(
                "web-servers",
                "Web servers for HTTPS that comes to the port of a TURN listener, such as 443.",
                JsonNodeFactory.instance.arrayNode(),
                TurnListenerSection::shared);
        check(in, listeners, servers);
        return listeners.stream()
                .map(listener -> servers.stream()
                        .filter(shared -> shared.listener().equals(listener.name()))
                        .findFirst()
                        .map(shared -> listener.with(shared.server()))
                        .orElse(listener))
                .toList();
    }

    private static TurnListener listener(SettingsReader in, RoleAddresses addresses) {
        ListenerKeys<TurnTransport> keys = ListenerKeys.read(
                in,
                addresses,
                Use.MEDIA,
                List.of(TurnTransport.values()),
                "What clients come by.",
                TurnListenerSection::usualPort);
        in.rule(
                !keys.address().isAnyLocalAddress(),
                "address",
                "Answers would leave from another address than the one a client asked.",
                "Give one listener for each address.");
        return new TurnListener(
                keys.name(), keys.transport(), LocalAddress.plain(keys.side(), keys.bound()), Optional.empty());
    }

    /** A web server, and the listener whose port it shares. */
    private record Shared(String listener, WebServer server) {}

    private static Shared shared(SettingsReader in) {
        String listener = in.text("listener")
                .describe("Name of a TURN listener of the transport tls, such as one at port 443.")
                .required();
        InetSocketAddress address = new InetSocketAddress(
                in.address("address")
                        .describe("Address of the web server, inside or of this system.")
                        .required(),
                in.number("port").describe("Its port.").range(1, 65_535).required());
        Optional<String> name = in.host("certificate-name")
                .describe(
                        "Domain or address that its certificate must be for; without one it is spoken to in the clear.")
                .optional();
        List<X509Certificate> authorities = in.certificates("authorities")
                .describe("Certificates of authorities that vouch for it, or its own, in PEM.")
                .byDefault(List.of());
        in.rule(
                name.isPresent() != authorities.isEmpty(),
                "authorities",
                "A web server that is spoken to over TLS has both a name and somebody who vouches for it.",
                "Give certificate-name and authorities, or none of them.",
                "certificate-name");
        return new Shared(listener, new WebServer(address, name.map(known -> new WebServerTls(known, authorities))));
    }

    private static void check(SettingsReader in, List<TurnListener> listeners, List<Shared> servers) {
        for (int i = 0; i < servers.size(); i++) {
            Shared shared = servers.get(i);
            String element = "web-servers[" + i + "]";
            Optional<TurnListener> listener = listeners.stream()
                    .filter(candidate -> candidate.name().equals(shared.listener()))
                    .findFirst();
            in.rule(
                    listener.filter(found -> found.transport() == TurnTransport.TLS)
                            .isPresent(),
                    element + ".listener",
                    "No TURN listener of the transport tls has that name.",
                    "Give the name of one of turn.listeners whose transport is tls.",
                    "listeners");
            in.rule(
                    servers.subList(0, i).stream()
                            .noneMatch(other -> other.listener().equals(shared.listener())),
                    element + ".listener",
                    "Another web server has that listener.",
                    "Give each its own listener.");
            in.rule(
                    listener.filter(found -> Addresses.overlap(
                                    found.address().bound(), shared.server().address()))
                            .isEmpty(),
                    element + ".port",
                    "It is that listener itself.",
                    "Give the address and port of a web server.",
                    "listeners",
                    element);
        }
    }

    private static int usualPort(TurnTransport transport) {
        return transport.isSecure() ? STUNS_PORT : STUN_PORT;
    }

    static void check(SettingsReader in, List<TurnListener> listeners, TurnRelay relay) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < listeners.size(); i++) {
            TurnListener listener = listeners.get(i);
            String key = "listeners[" + i + "]";
            in.rule(names.add(listener.name()), key + ".name", "Another listener has it.", "Give each its own name.");
            in.rule(
                    listeners.subList(0, i).stream().noneMatch(other -> collide(other, listener)),
                    key + ".port",
                    "Another listener has the same address and port.",
                    "Give another address or port.",
                    "listeners");
            in.rule(
                    !isAmong(listener, relay),
                    key + ".port",
                    "It lies in the range of relayed ports of the same address.",
                    "Give a port outside turn.relay, or change that.",
                    "relay");
        }
    }

    private static boolean collide(TurnListener one, TurnListener other) {
        return one.transport().isConnection() == other.transport().isConnection()
                && Addresses.overlap(one.address().bound(), other.address().bound());
    }

    private static boolean isAmong(TurnListener listener, TurnRelay relay) {
        int port = listener.address().bound().getPort();
        InetAddress address = listener.address().bound().getAddress();
        return port >= relay.firstPort()
                && port <= relay.lastPort()
                && (address.equals(relay.ipv4().bound())
                        || relay.ipv6()
                                .map(RelayAddress::bound)
                                .filter(address::equals)
                                .isPresent());
    }

    private static ArrayNode defaults() {
        ArrayNode listeners = JsonNodeFactory.instance.arrayNode();
        for (TurnTransport transport : TurnTransport.values()) {
            String word = transport.name().toLowerCase(Locale.ROOT);
            listeners
                    .addObject()
                    .put("name", "external-" + word)
                    .put("side", "external")
                    .put("transport", word)
                    .put("address", "127.0.0.1")
                    .put("port", usualPort(transport));
        }
        return listeners;
    }
}
