package org.sallyport.service.sip.media;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hosts that must not be seen outside, found in free text: those that are named to it, and every address of a private
 * or local range, whoever has it. Immutable.
 */
final class InsideHosts {
    private static final Pattern IPV4 = Pattern.compile("(?<![0-9])[0-9]{1,3}(?:\\.[0-9]{1,3}){3}(?![0-9])");
    private static final Pattern NAME = Pattern.compile("(?<![A-Za-z0-9_-])[A-Za-z0-9_-]++(?:\\.[A-Za-z0-9_-]++)+");

    private final Set<InetAddress> addresses;
    private final Set<String> names;
    private final Set<InetAddress> shown;

    private InsideHosts(Set<InetAddress> addresses, Set<String> names, Set<InetAddress> shown) {
        this.addresses = addresses;
        this.names = names;
        this.shown = shown;
    }

    /**
     * The hosts to hide.
     *
     * @param hidden literal addresses and names
     * @param shown what the outside knows us by, even when it is private
     */
    static InsideHosts of(Set<String> hidden, Set<String> shown) {
        Set<InetAddress> addresses = new HashSet<>();
        Set<String> names = new HashSet<>();
        Set<InetAddress> shownAddresses = new HashSet<>();
        Set<String> shownNames = new HashSet<>();
        sort(shown, shownAddresses, shownNames);
        sort(hidden, addresses, names);
        names.removeAll(shownNames);
        return new InsideHosts(Set.copyOf(addresses), Set.copyOf(names), Set.copyOf(shownAddresses));
    }

    /** The same and some more. */
    InsideHosts and(Set<String> more) {
        Set<InetAddress> allAddresses = new HashSet<>(addresses);
        Set<String> allNames = new HashSet<>(names);
        sort(more, allAddresses, allNames);
        return new InsideHosts(Set.copyOf(allAddresses), Set.copyOf(allNames), shown);
    }

    /** Whether a text shows one of them. */
    boolean leaksIn(String text) {
        return !replaceIn(text, "").equals(text);
    }

    /** A text with each of them replaced. */
    String replaceIn(String text, String replacement) {
        String withoutV6 = Ipv6Text.replace(text, this::isInsideAddress, replacement);
        if (withoutV6.indexOf('.') < 0) {
            return withoutV6;
        }
        String withoutV4 = replace(withoutV6, IPV4, replacement, this::isInsideAddress);
        return names.isEmpty() ? withoutV4 : replace(withoutV4, NAME, replacement, this::isInsideName);
    }

    /** A literal address, without asking DNS; nothing when it is a name or no host at all. */
    static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String replace(String text, Pattern pattern, String by, Predicate<String> test) {
        return pattern.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(test.test(match.group()) ? by : match.group()));
    }

    private boolean isInsideAddress(String text) {
        return literal(text).filter(this::isInside).isPresent();
    }

    private boolean isInside(InetAddress address) {
        if (shown.contains(address) || address.isAnyLocalAddress()) {
            return false;
        }
        return addresses.contains(address) || isPrivate(address);
    }

    /** A name is hidden with all that is under it. */
    private boolean isInsideName(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        return names.stream().anyMatch(inside -> name.equals(inside) || name.endsWith("." + inside));
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] octets = address.getAddress();
        boolean uniqueLocal = octets.length == 16 && (octets[0] & 0xfe) == 0xfc;
        boolean shared = octets.length == 4 && (octets[0] & 0xff) == 100 && (octets[1] & 0xc0) == 64;
        return uniqueLocal
                || shared
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isLoopbackAddress();
    }

    /** Names without a dot are left out: words of any text would match them. */
    private static void sort(Set<String> hosts, Set<InetAddress> addresses, Set<String> names) {
        for (String host : hosts) {
            Objects.requireNonNull(host);
            literal(host).ifPresentOrElse(addresses::add, () -> {
                if (host.indexOf('.') > 0) {
                    names.add(host.toLowerCase(Locale.ROOT));
                }
            });
        }
    }
}
