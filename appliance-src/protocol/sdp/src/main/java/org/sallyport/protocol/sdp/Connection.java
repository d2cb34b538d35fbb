package org.sallyport.protocol.sdp;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where media goes (RFC 8866 section 5.7).
 *
 * @param addressType IP4 or IP6
 * @param address literal or name, without the TTL and count of multicast
 */
public record Connection(String networkType, String addressType, String address) {
    private static final Pattern FORM = Pattern.compile("(\\S+) +(\\S+) +([^\\s/]+)(?:/\\S*)? *");

    /** The connection in the value of a c-line. */
    public static Optional<Connection> parse(String lineValue) {
        Matcher form = FORM.matcher(lineValue);
        return form.matches()
                ? Optional.of(new Connection(form.group(1), form.group(2), form.group(3)))
                : Optional.empty();
    }

    /** A connection to a literal address or a name; a name is taken for IP4. */
    public static Connection to(String host) {
        return new Connection("IN", host.indexOf(':') >= 0 ? "IP6" : "IP4", host);
    }

    /** Whether it is the address that asks for silence (RFC 3264 section 8.4; RFC 6157 section 5.1 for IPv6). */
    public boolean isUnspecified() {
        return address.equals("0.0.0.0") || address.equals("::") || address.endsWith(".invalid");
    }

    /** As the value of a c-line. */
    @Override
    public String toString() {
        return networkType + " " + addressType + " " + address;
    }
}
