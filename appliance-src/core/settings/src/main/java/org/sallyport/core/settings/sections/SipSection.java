package org.sallyport.core.settings.sections;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import org.sallyport.base.address.LocalAddress;
import org.sallyport.base.address.Side;
import org.sallyport.core.settings.model.CallServer;
import org.sallyport.core.settings.model.ClientCertificate;
import org.sallyport.core.settings.model.InterfaceRole.Use;
import org.sallyport.core.settings.model.SipConnections;
import org.sallyport.core.settings.model.SipListener;
import org.sallyport.core.settings.model.SipRegistrations;
import org.sallyport.core.settings.model.SipSettings;
import org.sallyport.core.settings.model.SipTransport;
import org.sallyport.core.settings.schema.SettingsReader;

/** The section {@code sip}. */
final class SipSection {
    /** RFC 3261 section 18.1.1: messages up to 65,535 bytes must be handled. */
    private static final int DEFAULT_MESSAGE = 65_535;

    private static final List<Side> SIDES = List.of(Side.EXTERNAL, Side.INTERNAL);

    private SipSection() {}

    static SipSettings read(SettingsReader in, RoleAddresses addresses) {
        SipSettings sip = new SipSettings(
                in.list(
                        "listeners",
                        "Where SIP is listened for.",
                        defaultListeners(),
                        inner -> listener(inner, addresses)),
                in.section(
                        "call-server",
                        "The inside neighbour that calls from outside are sent to.",
                        SipSection::callServer),
                in.section("tls", "Certificates of SIP peers.", SipTlsSection::read),
                in.section("connections", "Connections over TCP and TLS.", SipSection::connections),
                in.section(
                        "registrations",
                        "How devices outside are kept registered with the call server.",
                        SipSection::registrations),
                in.duration("session-expires")
                        .describe("Session interval offered and accepted (RFC 4028 section 4).")
                        .range(Duration.ofSeconds(90), Duration.ofDays(1))
                        .retired("session-timer", "session-interval")
                        .byDefault(Duration.ofMinutes(30)),
                in.duration("min-session-expires")
                        .describe("Smallest session interval accepted, Min-SE (RFC 4028 section 5).")
                        .range(Duration.ofSeconds(90), Duration.ofDays(1))
                        .retired("min-se")
                        .byDefault(Duration.ofSeconds(90)),
                in.duration("setup-timeout")
                        .describe("Longest time from INVITE to the first response of the far end.")
                        .range(Duration.ofSeconds(1), Duration.ofMinutes(5))
                        .byDefault(Duration.ofSeconds(32)),
                in.duration("ring-timeout")
                        .describe("Longest time from INVITE to the final response.")
                        .range(Duration.ofSeconds(5), Duration.ofHours(1))
                        .byDefault(Duration.ofMinutes(3)),
                in.number("max-message-size")
                        .unit("bytes")
                        .describe("Largest SIP message accepted; larger ones are refused or dropped.")
                        .range(4096, 1_048_576)
                        .byDefault(DEFAULT_MESSAGE));
        ListenerRules.check(in, sip);
        SipTlsSection.check(in, sip.tls(), sip.listeners(), sip.callServer().transport());
        in.rule(
                sip.sessionExpires().compareTo(sip.minSessionExpires()) >= 0,
                "session-expires",
                "It is shorter than min-session-expires.",
                "Give at least min-session-expires.",
                "min-session-expires");
        in.rule(
                sip.ringTimeout().compareTo(sip.setupTimeout()) >= 0,
                "ring-timeout",
                "It is shorter than setup-timeout.",
                "Give at least setup-timeout.",
                "setup-timeout");
        return sip;
    }

    private static SipListener listener(SettingsReader in, RoleAddresses addresses) {
        ListenerKeys<SipTransport> keys = ListenerKeys.read(
                in,
                addresses,
                Use.SIGNALLING,
                List.of(SipTransport.values()),
                "What it speaks (RFC 3261 section 18).",
                transport -> transport == SipTransport.TLS ? 5061 : 5060);
        String advertisedHost = addresses.advertisedHost(
                in,
                keys.wanted(),
                keys.address(),
                keys.side(),
                Use.SIGNALLING,
                "Address or domain written into Via and Contact; the public address behind NAT.");
        int advertisedPort = in.number("advertised-port")
                .describe("Port written beside it.")
                .range(1, 65_535)
                .byDefaultSameAs("port", keys.port());
        ClientCertificate clientCertificate = in.choice("client-certificate", List.of(ClientCertificate.values()))
                .describe("Whether a TLS listener asks those who connect for a certificate: not, only if they have one,"
                        + " or of all (mutual TLS). One that is shown must be of a trusted authority.")
                .retired("mutual-tls", "client-auth")
                .byDefault(ClientCertificate.NONE);
        in.rule(
                !keys.address().isAnyLocalAddress()
                        || !advertisedHost.equals(keys.address().getHostAddress()),
                "advertised-host",
                "A listener on every address has none that peers could be told.",
                "Give the address or domain that peers reach it at.",
                "address");
        return new SipListener(
                keys.name(),
                keys.transport(),
                new LocalAddress(keys.side(), keys.bound(), advertisedHost, advertisedPort),
                clientCertificate);
    }

    private static SipConnections connections(SettingsReader in) {
        SipConnections defaults = SipConnections.AS_INSTALLED;
        return new SipConnections(
                in.number("max")
                        .unit("connections")
                        .describe("Connections at once, in all; more are refused.")
                        .range(10, 100_000)
                        .byDefault(defaults.max()),
                in.number("max-per-source")
                        .unit("connections")
                        .describe("Connections at once with one address; more are refused.")
                        .range(1, 100_000)
                        .byDefault(defaults.maxPerSource()),
                in.duration("idle-timeout")
                        .describe("Time without message or keep-alive after which a connection is closed.")
                        .range(Duration.ofSeconds(30), Duration.ofDays(1))
                        .byDefault(defaults.idleTimeout()));
    }

    private static SipRegistrations registrations(SettingsReader in) {
        SipRegistrations defaults = SipRegistrations.AS_INSTALLED;
        SipRegistrations registrations = new SipRegistrations(
                in.duration("outside-interval")
                        .describe("Longest time granted to a device outside until it must refresh, which keeps the way"
                                + " through its NAT open.")
                        .range(Duration.ofSeconds(20), Duration.ofHours(1))
                        .byDefault(defaults.outsideInterval()),
                in.duration("inside-interval")
                        .describe("Time asked of the call server for each registration; the refreshes of the device"
                                + " between are answered here.")
                        .range(Duration.ofSeconds(60), Duration.ofDays(1))
                        .byDefault(defaults.insideInterval()));
        in.rule(
                registrations.insideInterval().compareTo(registrations.outsideInterval()) >= 0,
                "inside-interval",
                "It is shorter than outside-interval.",
                "Give at least outside-interval.",
                "outside-interval");
        return registrations;
    }

    private static CallServer callServer(SettingsReader in) {
        return new CallServer(
                in.host("host")
                        .describe("Address or domain; a domain without port is resolved by NAPTR and SRV (RFC 3263)."
                                + " While it is none, calls from outside are refused.")
                        .retired("address", "name", "server")
                        .byDefault("127.0.0.1"),
                in.number("port")
                        .describe("Its port; 0 asks DNS, else the transport's default is taken.")
                        .range(0, 65_535)
                        .byDefault(5080),
                in.choice("transport", List.of(SipTransport.values()))
                        .describe("Used when DNS does not say otherwise.")
                        .byDefault(SipTransport.UDP),
                in.duration("ping-interval")
                        .describe("Time between OPTIONS pings that watch it.")
                        .range(Duration.ofSeconds(1), Duration.ofHours(1))
                        .byDefault(Duration.ofSeconds(10)),
                in.optionalSection(
                        "credentials",
                        "Answer to its digest challenges (RFC 7616).",
                        inner -> new CallServer.Credentials(
                                inner.text("username")
                                        .describe("Digest user name of this system.")
                                        .retired("user", "login")
                                        .required(),
                                inner.requiredSecret("password", "Digest password of this system."))));
    }

    private static ArrayNode defaultListeners() {
        ArrayNode listeners = JsonNodeFactory.instance.arrayNode();
        for (Side side : SIDES) {
            int port = side == Side.EXTERNAL ? 5060 : 5070;
            add(listeners, side, "udp", port);
            add(listeners, side, "tcp", port);
        }
        add(listeners, Side.EXTERNAL, "tls", 5061);
        return listeners;
    }

    private static void add(ArrayNode listeners, Side side, String transport, int port) {
        String facing = side == Side.EXTERNAL ? "external" : "internal";
        listeners
                .addObject()
                .put("name", facing + "-" + transport)
                .put("side", facing)
                .put("transport", transport)
                .put("address", "127.0.0.1")
                .put("port", port);
    }
}
