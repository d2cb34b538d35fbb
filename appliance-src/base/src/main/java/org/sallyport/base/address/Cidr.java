package org.sallyport.base.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address with the length of its subnet's prefix (RFC 4632 section 3.1, RFC 4291 section 2.3): {@code 192.0.2.10/24}.
 *
 * @param prefix length in bits, at most 32 or 128
 */
public record Cidr(InetAddress address, int prefix) {
    /** Both families written out: of IPv4 the library would also take fewer than four numbers. */
    private static final Pattern FORM =
            Pattern.compile("((?:\\d{1,3}\\.){3}\\d{1,3}|[0-9A-Fa-f.:]*:[0-9A-Fa-f.:]*)/(\\d{1,3})");

    public Cidr {
        if (prefix < 0 || prefix > bits(address)) {
            throw new IllegalArgumentException("prefix out of range: " + prefix);
        }
    }

    /** The value that a text says, if it is one. */
    public static Optional<Cidr> parse(String text) {
        Matcher match = FORM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Cidr(InetAddress.ofLiteral(match.group(1)), Integer.parseInt(match.group(2))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public boolean isIpv6() {
        return bits(address) == 128;
    }

    /** The subnet itself: all bits of the host are zero. */
    public Cidr network() {
        byte[] octets = address.getAddress();
        for (int bit = prefix; bit < octets.length * 8; bit++) {
            octets[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        try {
            return new Cidr(InetAddress.getByAddress(octets), prefix);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether an address lies in the subnet; never when it is of the other family. */
    public boolean contains(InetAddress other) {
        return bits(other) == bits(address) && new Cidr(other, prefix).network().equals(network());
    }

    /** Whether any address lies in both subnets. */
    public boolean overlaps(Cidr other) {
        return prefix <= other.prefix ? contains(other.address) : other.contains(address);
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefix;
    }

    private static int bits(InetAddress address) {
        return address.getAddress().length * 8;
    }
}
