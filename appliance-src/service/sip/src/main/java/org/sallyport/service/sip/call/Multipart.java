package org.sallyport.service.sip.call;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A body of several parts (RFC 2046 section 5.1.1, RFC 5621). Octets are kept as ISO 8859-1 text, which is one to one.
 *
 * @param boundary between the parts
 */
record Multipart(String boundary, List<Part> parts) {
    /** More than any signalling needs. */
    private static final int MAX_PARTS = 16;

    private static final Pattern BOUNDARY =
            Pattern.compile("boundary\\s*=\\s*(?:\"([^\"]{1,70})\"|([^;\\s]{1,70}))", Pattern.CASE_INSENSITIVE);
    private static final Pattern TYPE = Pattern.compile("(?im)^content-type\\s*:\\s*([^;\\s]+)");

    /**
     * One part.
     *
     * @param head its header fields, with line ends
     */
    record Part(String head, String content) {
        /** Its media type in lower case; text/plain when it names none. */
        String type() {
            Matcher type = TYPE.matcher(head);
            return type.find() ? type.group(1).toLowerCase(Locale.ROOT) : "text/plain";
        }

        byte[] octets() {
            return content.getBytes(StandardCharsets.ISO_8859_1);
        }

        Part with(byte[] octets) {
            return new Part(head, new String(octets, StandardCharsets.ISO_8859_1));
        }
    }

    /** Reads a body; empty when it is no multipart or broken. */
    static Optional<Multipart> parse(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/") || !boundary.find()) {
            return Optional.empty();
        }
        String mark = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        String text = "\r\n" + new String(body, StandardCharsets.ISO_8859_1);
        String[] pieces = text.split(Pattern.quote("\r\n--" + mark), MAX_PARTS + 2);
        List<Part> parts = new ArrayList<>();
        for (int i = 1; i < pieces.length; i++) {
            if (pieces[i].startsWith("--")) {
                return Optional.of(new Multipart(mark, List.copyOf(parts)));
            }
            Part part = part(pieces[i]);
            if (part == null) {
                return Optional.empty();
            }
            parts.add(part);
        }
        return Optional.empty();
    }

    private static @org.jspecify.annotations.Nullable Part part(String piece) {
        int start = piece.indexOf("\r\n");
        if (start < 0) {
            return null;
        }
        String rest = piece.substring(start + 2);
        if (rest.startsWith("\r\n")) {
            return new Part("", rest.substring(2));
        }
        int blank = rest.indexOf("\r\n\r\n");
        return blank < 0 ? null : new Part(rest.substring(0, blank + 2), rest.substring(blank + 4));
    }

    byte[] octets() {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append("--")
                    .append(boundary)
                    .append("\r\n")
                    .append(part.head())
                    .append("\r\n");
            text.append(part.content()).append("\r\n");
        }
        return text.append("--").append(boundary).append("--\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
