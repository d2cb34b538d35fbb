package org.sallyport.core.settings.sections;

import com.fasterxml.jackson.databind.node.TextNode;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.address.Cidr;
import org.sallyport.core.settings.model.AddressMethod;
import org.sallyport.core.settings.model.AddressMethod.Dhcp;
import org.sallyport.core.settings.model.AddressMethod.Fixed;
import org.sallyport.core.settings.model.AddressMethod.None;
import org.sallyport.core.settings.model.AddressMethod.Slaac;
import org.sallyport.core.settings.model.BindAddress;
import org.sallyport.core.settings.schema.ValueType;

/** Types of values that only networks have. */
final class NetworkTypes {
    /** Names that a person chooses from; offsets and abbreviations would lose daylight saving time. */
    private static final Set<String> ZONES = new TreeSet<>(ZoneId.getAvailableZoneIds());

    static final String ROLE = "role";
    private static final String ROLE_IPV6 = "role-ipv6";

    private NetworkTypes() {}

    /** An address to bind to, or the word for that of the interface with the role. */
    static ValueType<BindAddress> bindAddress() {
        return textual(
                "bind-address",
                "an address such as 192.0.2.10, or role or role-ipv6 for that of the interface with the role",
                NetworkTypes::bindAddress,
                NetworkTypes::text,
                new BindAddress.Literal(InetAddress.getLoopbackAddress()));
    }

    /** A subnet, without any bit of a host. */
    static ValueType<Cidr> subnet() {
        return textual(
                "subnet",
                "a subnet such as 10.0.0.0/8 or 2001:db8::/32, the bits of the host zero",
                text -> Cidr.parse(text)
                        .filter(cidr -> cidr.network().equals(cidr))
                        .orElse(null),
                Cidr::toString,
                new Cidr(InetAddress.ofLiteral("192.0.2.0"), 24));
    }

    static ValueType<AddressMethod> ipv4() {
        return textual(
                "ipv4",
                "an address with its prefix such as 192.0.2.10/24, or dhcp or none",
                text -> method(text, false),
                NetworkTypes::text,
                new None());
    }

    static ValueType<AddressMethod> ipv6() {
        return textual(
                "ipv6",
                "an address with its prefix such as 2001:db8::10/64, or auto (SLAAC), dhcp or none",
                text -> method(text, true),
                NetworkTypes::text,
                new None());
    }

    static ValueType<ZoneId> zone() {
        return textual(
                "time-zone",
                "a time zone such as Europe/Berlin or UTC",
                NetworkTypes::zone,
                ZoneId::getId,
                ZoneOffset.UTC);
    }

    private interface TextParse<T> {
        @Nullable
        T of(String text);
    }

    private interface TextForm<T> {
        String of(T value);
    }

    private static <T> ValueType<T> textual(
            String name, String form, TextParse<T> parse, TextForm<T> write, T placeholder) {
        return new ValueType<>(
                name,
                form,
                node -> node.isTextual() ? parse.of(node.textValue()) : null,
                value -> TextNode.valueOf(write.of(value)),
                List.of(),
                null,
                placeholder);
    }

    private static @Nullable BindAddress bindAddress(String text) {
        return switch (text) {
            case ROLE -> new BindAddress.OfRole(false);
            case ROLE_IPV6 -> new BindAddress.OfRole(true);
            default ->
                Addresses.literal(text)
                        .<BindAddress>map(BindAddress.Literal::new)
                        .orElse(null);
        };
    }

    private static String text(BindAddress address) {
        return switch (address) {
            case BindAddress.Literal(InetAddress literal) -> literal.getHostAddress();
            case BindAddress.OfRole(boolean ipv6) -> ipv6 ? ROLE_IPV6 : ROLE;
        };
    }

    private static @Nullable AddressMethod method(String text, boolean ipv6) {
        return switch (text) {
            case "none" -> new None();
            case "dhcp" -> new Dhcp();
            case "auto" -> ipv6 ? new Slaac() : null;
            default -> fixed(text, ipv6).orElse(null);
        };
    }

    /** An interface's own address is neither its subnet nor all of the subnet's hosts at once (RFC 1122 section 3.2.1.3). */
    private static Optional<AddressMethod> fixed(String text, boolean ipv6) {
        return Cidr.parse(text)
                .filter(cidr -> cidr.isIpv6() == ipv6)
                .filter(cidr -> cidr.prefix() > 0)
                .filter(cidr -> !cidr.address().isMulticastAddress()
                        && !cidr.address().isLoopbackAddress()
                        && !cidr.address().isAnyLocalAddress())
                .filter(cidr -> ipv6 || cidr.prefix() > 30 || !isReserved(cidr))
                .map(Fixed::new);
    }

    private static boolean isReserved(Cidr cidr) {
        byte[] octets = cidr.address().getAddress();
        boolean allZero = true;
        boolean allOne = true;
        for (int bit = cidr.prefix(); bit < octets.length * 8; bit++) {
            boolean set = (octets[bit / 8] & 0x80 >> bit % 8) != 0;
            allZero &= !set;
            allOne &= set;
        }
        return allZero || allOne;
    }

    private static String text(AddressMethod method) {
        return switch (method) {
            case None _ -> "none";
            case Dhcp _ -> "dhcp";
            case Slaac _ -> "auto";
            case Fixed(Cidr cidr) -> cidr.toString();
        };
    }

    private static @Nullable ZoneId zone(String text) {
        try {
            return ZONES.contains(text) ? ZoneId.of(text) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
