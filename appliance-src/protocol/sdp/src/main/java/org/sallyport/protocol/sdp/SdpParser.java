package org.sallyport.protocol.sdp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.sdp.SdpResult.Malformed;
import org.sallyport.protocol.sdp.SdpResult.Parsed;

/**
 * Reads the grammar of RFC 8866 section 9, leniently: lines may end in LF, end without it, stand out of order, and s= and
 * t= may be missing. Not lenient is it where a relay must know: v= first, an origin, m-lines that can be read, and a
 * connection for each stream that is in use.
 */
final class SdpParser {
    static final int MAX_SIZE = 65_536;
    static final int MAX_LINES = 2_000;
    static final int MAX_MEDIA = 32;

    private final byte[] bytes;
    private final List<SdpLine> session = new ArrayList<>();
    private final List<Part> media = new ArrayList<>();
    private List<SdpLine> section = session;
    private int number;

    SdpParser(byte[] bytes) {
        this.bytes = bytes;
    }

    SdpResult parse() {
        if (bytes.length > MAX_SIZE) {
            return new Malformed(0, "longer than " + MAX_SIZE + " bytes");
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = 0;
        while (at < text.length()) {
            int lineFeed = text.indexOf('\n', at);
            int next = lineFeed < 0 ? text.length() : lineFeed + 1;
            String problem = take(line(text.substring(at, next)));
            if (problem != null) {
                return new Malformed(number, problem);
            }
            at = next;
        }
        return finish();
    }

    private static SdpLine line(String whole) {
        String ending = whole.endsWith("\r\n") ? "\r\n" : whole.endsWith("\n") ? "\n" : "";
        return new SdpLine(whole.substring(0, whole.length() - ending.length()), ending);
    }

    private @Nullable String take(SdpLine line) {
        number++;
        String problem = problemOf(line);
        if (problem != null) {
            return problem;
        }
        if (line.type() == 'm') {
            return begin(line);
        }
        section.add(line);
        return null;
    }

    private @Nullable String begin(SdpLine line) {
        Optional<MediaLine> head = MediaLine.parse(line.value());
        if (head.isEmpty()) {
            return "an m-line that is not media, port, protocol and formats";
        }
        if (media.size() == MAX_MEDIA) {
            return "more than " + MAX_MEDIA + " m-lines";
        }
        section = new ArrayList<>();
        media.add(new Part(line, head.get(), section));
        return null;
    }

    private @Nullable String problemOf(SdpLine line) {
        if (number > MAX_LINES) {
            return "more than " + MAX_LINES + " lines";
        }
        if (number == 1 && !line.text().strip().equals("v=0")) {
            return "does not begin with v=0";
        }
        if (!section.isEmpty() && isBlank(section.getLast()) && !isBlank(line)) {
            return "a blank line before the end";
        }
        String text = line.text();
        if (text.indexOf('\0') >= 0 || text.indexOf('\r') >= 0) {
            return "a control character that no line may hold";
        }
        boolean form =
                isBlank(line) || (text.length() >= 2 && text.charAt(1) == '=' && Character.isLetter(text.charAt(0)));
        return form ? null : "a line that is not type=value";
    }

    private static boolean isBlank(SdpLine line) {
        return line.type() == SdpLine.BLANK;
    }

    private SdpResult finish() {
        SessionDescription description = new SessionDescription(
                session, media.stream().map(Part::description).toList());
        if (number == 0) {
            return new Malformed(0, "empty");
        }
        if (description.origin().isEmpty()) {
            return new Malformed(0, "no origin that can be read");
        }
        for (MediaDescription part : description.media()) {
            if (part.media().port() != 0 && description.connectionOf(part).isEmpty()) {
                return new Malformed(0, "an m-line in use without a connection");
            }
        }
        return new Parsed(description);
    }

    /** A media part whose lines still come in. */
    private record Part(SdpLine line, MediaLine head, List<SdpLine> lines) {
        MediaDescription description() {
            return new MediaDescription(line, head, lines);
        }
    }
}
