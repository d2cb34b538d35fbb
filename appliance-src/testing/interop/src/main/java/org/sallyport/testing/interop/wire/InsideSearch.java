package org.sallyport.testing.interop.wire;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for the inside in what was carried outside: addresses in words, in octets, in hexadecimal, in Base64 and as STUN hides
 * them (RFC 8489 section 14.2); names in any case; ports as numbers that stand alone.
 */
public final class InsideSearch {
    private static final int MAGIC_COOKIE = 0x2112a442;

    private final Map<String, Pattern> wanted = new LinkedHashMap<>();

    /** A search for IPv4 addresses and names. */
    public InsideSearch(Collection<String> addresses, Collection<String> names) {
        for (String address : addresses) {
            byte[] octets = InetAddress.ofLiteral(address).getAddress();
            int number = ByteBuffer.wrap(octets).getInt();
            want(address, Pattern.quote(address));
            want(address + " in octets", Pattern.quote(latin1(octets)));
            want(address + " in hexadecimal", "(?i)" + HexFormat.of().formatHex(octets));
            want(
                    address + " as STUN has it",
                    Pattern.quote(latin1(
                            ByteBuffer.allocate(4).putInt(number ^ MAGIC_COOKIE).array())));
            want(address + " in Base64", Pattern.quote(inBase64(address)));
        }
        for (String name : names) {
            want(name, "(?i)" + Pattern.quote(name));
            want(name + " in Base64", Pattern.quote(inBase64(name)));
        }
    }

    /** Looks for ports too. */
    public InsideSearch ports(int... ports) {
        for (int port : ports) {
            want("port " + port, "(?<![0-9A-Za-z])" + port + "(?![0-9A-Za-z])");
        }
        return this;
    }

    /** What was found and where, a line each; empty when nothing of the inside shows. */
    public List<String> in(Collection<Payload> payloads) {
        List<String> found = new ArrayList<>();
        for (Payload payload : payloads) {
            found.addAll(in(payload.carrier(), latin1(payload.octets())));
        }
        return found;
    }

    /** As {@link #in(Collection)}, in a text. */
    public List<String> in(String carrier, String text) {
        List<String> found = new ArrayList<>();
        wanted.forEach((what, pattern) -> {
            Matcher matcher = pattern.matcher(text);
            if (matcher.find()) {
                String around =
                        text.substring(Math.max(0, matcher.start() - 30), Math.min(text.length(), matcher.end() + 30));
                found.add(String.format(Locale.ROOT, "%s: %s, in: %s", carrier, what, around));
            }
        });
        return found;
    }

    private void want(String what, String pattern) {
        wanted.put(what, Pattern.compile(pattern));
    }

    /** Those letters that do not depend on what follows; it is found where it begins at a third octet. */
    private static String inBase64(String text) {
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
        return encoded.substring(0, text.length() / 3 * 4);
    }

    private static String latin1(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
