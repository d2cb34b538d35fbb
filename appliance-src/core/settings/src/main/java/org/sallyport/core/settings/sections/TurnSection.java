package org.sallyport.core.settings.sections;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.base.address.Side;
import org.sallyport.core.settings.model.BindAddress;
import org.sallyport.core.settings.model.InterfaceRole.Use;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.model.TurnSettings;
import org.sallyport.core.settings.model.TurnSettings.RelayAddress;
import org.sallyport.core.settings.model.TurnSettings.TurnAccessTokens;
import org.sallyport.core.settings.model.TurnSettings.TurnBandwidth;
import org.sallyport.core.settings.model.TurnSettings.TurnLimits;
import org.sallyport.core.settings.model.TurnSettings.TurnPeers;
import org.sallyport.core.settings.model.TurnSettings.TurnRelay;
import org.sallyport.core.settings.model.TurnSettings.TurnTokenKey;
import org.sallyport.core.settings.model.TurnSettings.TurnUser;
import org.sallyport.core.settings.schema.Field;
import org.sallyport.core.settings.schema.SettingsReader;
import org.sallyport.core.settings.schema.ValueType;

/** The section {@code turn}. */
final class TurnSection {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private TurnSection() {}

    static TurnSettings read(SettingsReader in, RoleAddresses addresses) {
        TurnSettings turn = new TurnSettings(
                in.flag("enabled")
                        .describe("Whether STUN is answered, and TURN for those who have credentials.")
                        .byDefault(true),
                in.text("realm")
                        .describe("Realm of credentials (RFC 8489 section 9.2); changing it makes clients ask anew.")
                        .byDefault("sallyport"),
                TurnListenerSection.read(in, addresses),
                in.section("relay", "Addresses and ports that peers see.", inner -> relay(inner, addresses)),
                in.values("alternate-addresses", ValueType.address(), "addresses")
                        .describe(
                                "Another TURN server with the same ports, users and name: an IPv4 address, an IPv6 address"
                                        + " or both. New clients are sent to it (300) before maintenance and while this system"
                                        + " ends; without one of their family they are refused (508).")
                        .byDefault(List.of()),
                in.list(
                        "users",
                        "Users with a password of their own.",
                        JsonNodeFactory.instance.arrayNode(),
                        TurnSection::user),
                in.list(
                        "shared-secrets",
                        "Secrets shared with a server that hands out credentials for a time: the user's name begins with"
                                + " the Unix time when they end, the password is the name under HMAC-SHA1, in Base64."
                                + " Each of several holds, so that one can follow another.",
                        JsonNodeFactory.instance.arrayNode(),
                        inner -> inner.requiredSecret("secret", "The secret.")),
                accessTokens(in),
                in.section("peers", "Whom clients may reach besides public addresses.", TurnSection::peers),
                in.flag("mobility")
                        .describe(
                                "Whether a client may take its allocation along to another address of its own, such as"
                                        + " from wireless to mobile (RFC 8016).")
                        .byDefault(true),
                in.section("limits", "Limits that protect the server.", TurnSection::limits),
                in.optionalSection(
                        "bandwidth",
                        "How fast allocations may be, in each direction by itself; what is faster is dropped.",
                        TurnSection::bandwidth));
        TurnListenerSection.check(in, turn.listeners(), turn.relay());
        check(in, turn);
        return turn;
    }

    private static TurnRelay relay(SettingsReader in, RoleAddresses addresses) {
        BindAddress wanted = in.value("address", NetworkTypes.bindAddress())
                .describe("IPv4 address that relays; role for that of the external interface.")
                .byDefault(new BindAddress.Literal(LOOPBACK));
        InetAddress address = addresses.resolve(in, wanted, Side.EXTERNAL, Use.MEDIA);
        InetAddress advertised = in.address("advertised-address")
                .describe("What clients and peers are told of it; the public address behind 1:1 NAT.")
                .byDefaultSameAs("address", addresses.advertisedAddress(wanted, address, Side.EXTERNAL, Use.MEDIA));
        Optional<InetAddress> ipv6 = in.address("ipv6-address")
                .describe("IPv6 address that relays; without one, IPv6 is refused (440).")
                .optional();
        TurnRelay relay = new TurnRelay(
                new RelayAddress(address, advertised),
                ipv6.map(literal -> new RelayAddress(literal, literal)),
                in.number("first-port")
                        .describe("First port, even; an allocation takes it for UDP or TCP, a reservation the next.")
                        .range(1024, 65_534)
                        .byDefault(50_002),
                in.number("last-port")
                        .describe("Last port, inclusive.")
                        .range(1025, 65_535)
                        .byDefault(60_001));
        in.rule(
                address instanceof Inet4Address && !address.isAnyLocalAddress(),
                "address",
                "Relaying needs one IPv4 address.",
                "Give an IPv4 address of this system.");
        in.rule(
                advertised instanceof Inet4Address,
                "advertised-address",
                "It is not of the family of address.",
                "Give an IPv4 address.",
                "address");
        in.rule(
                ipv6.isEmpty()
                        || (ipv6.get() instanceof Inet6Address && !ipv6.get().isAnyLocalAddress()),
                "ipv6-address",
                "It is not one IPv6 address.",
                "Give an IPv6 address of this system.");
        in.rule(relay.firstPort() % 2 == 0, "first-port", "It is odd.", "Give an even port.");
        in.rule(
                relay.lastPort() > relay.firstPort(),
                "last-port",
                "It is not above first-port.",
                "Give a port above first-port.",
                "first-port");
        return relay;
    }

    private static TurnUser user(SettingsReader in) {
        return new TurnUser(
                in.text("name")
                        .describe("Name of the user, unique in its realm.")
                        .required(),
                in.text("realm")
                        .describe("Realm of this user; turn.realm if none is given.")
                        .optional(),
                in.requiredSecret("password", "The password."));
    }

    private static Optional<TurnAccessTokens> accessTokens(SettingsReader in) {
        List<TurnTokenKey> keys = in.list(
                "token-keys",
                "Keys shared with an authorization server, whose access tokens clients show instead of a password (RFC"
                        + " 7635). Each of several holds, so that one can follow another.",
                JsonNodeFactory.instance.arrayNode(),
                TurnSection::tokenKey);
        Optional<String> serverName = in.text("token-server-name")
                .describe("What the authorization server knows this server by; clients are told it.")
                .optional();
        in.rule(
                keys.isEmpty() || serverName.isPresent(),
                "token-server-name",
                "It is missing, and tokens are made for a server by its name.",
                "Give the name that the authorization server makes tokens for.",
                "token-keys");
        for (int i = 0; i < keys.size(); i++) {
            String id = keys.get(i).id();
            in.rule(
                    keys.subList(0, i).stream().noneMatch(other -> other.id().equals(id)),
                    "token-keys[" + i + "].id",
                    "Another key has it.",
                    "Give each key its own.");
        }
        return serverName.filter(_ -> !keys.isEmpty()).map(name -> new TurnAccessTokens(name, keys));
    }

    private static TurnTokenKey tokenKey(SettingsReader in) {
        TurnTokenKey key = new TurnTokenKey(
                in.text("id")
                        .describe("How clients name the key that their token is under: kid, their USERNAME.")
                        .required(),
                in.requiredSecret("key", "Base64 of 16 or 32 octets: of AES-128 or AES-256 in GCM."));
        in.rule(
                isKey(key.key()),
                "key",
                "It is not Base64 of 16 or 32 octets.",
                "Give what the authorization server has, or make one: openssl rand -base64 32.");
        return key;
    }

    private static boolean isKey(Secret text) {
        try {
            int length = Base64.getDecoder().decode(text.reveal()).length;
            return length == 16 || length == 32;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static TurnPeers peers(SettingsReader in) {
        return new TurnPeers(
                in.values("external", NetworkTypes.subnet(), "subnets")
                        .describe("Subnets that clients of external listeners may reach though they are loopback,"
                                + " private, link-local or multicast, or this system's own.")
                        .byDefault(List.of()),
                in.values("internal", NetworkTypes.subnet(), "subnets")
                        .describe("The same for clients of internal listeners.")
                        .byDefault(List.of()));
    }

    private static TurnLimits limits(SettingsReader in) {
        return new TurnLimits(
                in.number("allocations")
                        .describe("Allocations at once; further ones are refused (508).")
                        .unit("allocations")
                        .range(1, 32_000)
                        .byDefault(2000),
                in.number("allocations-per-user")
                        .describe("Allocations at once of one user; further ones are refused (486).")
                        .unit("allocations")
                        .range(1, 32_000)
                        .byDefault(50),
                in.duration("max-lifetime")
                        .describe("Longest time that an allocation lasts without being refreshed.")
                        .range(Duration.ofMinutes(10), Duration.ofDays(1))
                        .byDefault(Duration.ofHours(1)),
                in.duration("handshake-timeout")
                        .describe(
                                "Longest time that a handshake over TLS or DTLS takes, and then that a client takes to"
                                        + " say what it speaks where a port is shared with a web server.")
                        .range(Duration.ofSeconds(1), Duration.ofMinutes(1))
                        .byDefault(Duration.ofSeconds(10)));
    }

    private static TurnBandwidth bandwidth(SettingsReader in) {
        TurnBandwidth bandwidth = new TurnBandwidth(
                bandwidth(in, "per-allocation", "Most of one allocation, coturn's max-bps; granted while it lasts.")
                        .required(),
                bandwidth(in, "per-user", "Most granted to one user; further allocations are refused (486).")
                        .optional(),
                bandwidth(
                                in,
                                "all",
                                "Most granted in all, coturn's bps-capacity; further allocations are refused (486).")
                        .optional());
        for (String key : List.of("per-user", "all")) {
            Optional<Integer> most = key.equals("all") ? bandwidth.all() : bandwidth.perUser();
            in.rule(
                    most.isEmpty() || most.get() >= bandwidth.perAllocation(),
                    key,
                    "It is less than one allocation may have.",
                    "Give at least per-allocation.",
                    "per-allocation");
        }
        return bandwidth;
    }

    private static Field<Integer> bandwidth(SettingsReader in, String key, String description) {
        return in.number(key).describe(description).unit("kbit/s").range(16, 10_000_000);
    }

    private static void check(SettingsReader in, TurnSettings turn) {
        Set<String> users = new HashSet<>();
        for (int i = 0; i < turn.users().size(); i++) {
            TurnUser user = turn.users().get(i);
            in.rule(
                    users.add(user.name() + "\n" + user.realm().orElse(turn.realm())),
                    "users[" + i + "].name",
                    "Another user of the realm has it.",
                    "Give each user its own name.");
        }
    }
}
