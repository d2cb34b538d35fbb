package org.sallyport.protocol.sdp;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where RTCP goes when not to the next port (RFC 3605 section 2.1).
 *
 * @param connection its address; empty when it is the one of the c-line
 */
public record RtcpPort(int port, Optional<Connection> connection) {
    private static final int MAX_PORT = 65_535;
    private static final Pattern FORM = Pattern.compile("\\s*(\\d{1,5})(?:\\s+(\\S.*))?");

    /** The port in the value of an rtcp attribute. */
    public static Optional<RtcpPort> parse(String attributeValue) {
        Matcher form = FORM.matcher(attributeValue);
        if (!form.matches() || Integer.parseInt(form.group(1)) > MAX_PORT) {
            return Optional.empty();
        }
        Optional<Connection> connection = Optional.ofNullable(form.group(2)).flatMap(Connection::parse);
        return Optional.of(new RtcpPort(Integer.parseInt(form.group(1)), connection));
    }

    /** As the value of an rtcp attribute. */
    @Override
    public String toString() {
        return connection.map(where -> port + " " + where).orElseGet(() -> Integer.toString(port));
    }
}
