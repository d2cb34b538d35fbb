package org.sallyport.core.settings.sections;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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

/** A listener of the section {@code turn}, and what must hold between all of them and the relay. */
final class TurnListenerSection {
    private static final int STUN_PORT = 3478;
    private static final int STUNS_PORT = 5349;

    private TurnListenerSection() {}

    static TurnListener read(SettingsReader in, RoleAddresses addresses) {
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
        Optional<WebServer> webServer = in.optionalSection(
                "web-server",
                "A web server for HTTPS that comes to this port, such as 443; what is neither TURN nor HTTP is refused.",
                TurnListenerSection::webServer);
        in.rule(
                webServer.isEmpty() || keys.transport() == TurnTransport.TLS,
                "web-server",
                "Only a listener of the transport tls shares its port with HTTPS.",
                "Give it the transport tls, or leave out web-server.",
                "transport");
        in.rule(
                webServer
                        .filter(server -> Addresses.overlap(server.address(), keys.bound()))
                        .isEmpty(),
                "web-server",
                "It is this listener itself.",
                "Give the address and port of a web server.",
                "address",
                "port");
        return new TurnListener(
                keys.name(), keys.transport(), LocalAddress.plain(keys.side(), keys.bound()), webServer);
    }

    private static WebServer webServer(SettingsReader in) {
        return new WebServer(
                new InetSocketAddress(
                        in.address("address")
                                .describe("Address of the web server, inside or of this system.")
                                .required(),
                        in.number("port").describe("Its port.").range(1, 65_535).required()),
                in.optionalSection(
                        "tls",
                        "What it must prove over TLS; without this it is spoken to in the clear.",
                        TurnListenerSection::webServerTls));
    }

    private static WebServerTls webServerTls(SettingsReader in) {
        WebServerTls tls = new WebServerTls(
                in.host("name")
                        .describe("Domain or address that its certificate must be for.")
                        .required(),
                in.certificates("authorities")
                        .describe("Certificates of authorities that vouch for it, or its own, in PEM.")
                        .required());
        in.rule(
                !tls.authorities().isEmpty(),
                "authorities",
                "Nobody vouches for the web server, so it would be refused.",
                "Give the certificate of its authority, or its own.");
        return tls;
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

    static ArrayNode defaults() {
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
