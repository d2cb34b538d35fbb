package org.sallyport.protocol.sdp;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An m-line (RFC 8866 section 5.14).
 *
 * @param media audio, video, application, ...
 * @param port 0 when the stream is declined or disabled
 * @param portCount how many pairs from there; 1 when the line does not say
 * @param protocol such as {@code RTP/AVP} or {@code TCP/TLS/BFCP}
 * @param formats the rest as written: payload types for RTP
 */
public record MediaLine(String media, int port, int portCount, String protocol, String formats) {
    private static final int MAX_PORT = 65_535;
    private static final Pattern FORM =
            Pattern.compile("(\\S+) +(\\d{1,5})(?:/(\\d{1,5}))? +(\\S+)(?: +(.*))?", Pattern.DOTALL);

    /** The m-line in the value of a line of type m. */
    public static Optional<MediaLine> parse(String lineValue) {
        Matcher form = FORM.matcher(lineValue);
        if (!form.matches() || Integer.parseInt(form.group(2)) > MAX_PORT) {
            return Optional.empty();
        }
        int count = form.group(3) == null ? 1 : Integer.parseInt(form.group(3));
        String formats = form.group(5) == null ? "" : form.group(5);
        return Optional.of(
                new MediaLine(form.group(1), Integer.parseInt(form.group(2)), count, form.group(4), formats));
    }

    /** The same at another port, a single one. */
    public MediaLine withPort(int newPort) {
        return new MediaLine(media, newPort, 1, protocol, formats);
    }

    /** Each format by itself. */
    public List<String> formatList() {
        return formats.isBlank() ? List.of() : List.of(formats.strip().split(" +"));
    }

    /** As the value of an m-line. */
    @Override
    public String toString() {
        String ports = portCount == 1 ? Integer.toString(port) : port + "/" + portCount;
        String line = media + " " + ports + " " + protocol;
        return formats.isEmpty() ? line : line + " " + formats;
    }
}
