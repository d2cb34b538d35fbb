package org.sallyport.service.sip.call;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.base.id.Ids;

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
    /** A header field with its continuation lines. */
    private static final Pattern FIELD = Pattern.compile("([^:\\s]+)[ \\t]*:((?:[^\\r\\n]|\\r\\n[ \\t])*)\\r\\n");

    private static final String TYPE = "content-type";
    private static final String DISPOSITION = "content-disposition";
    private static final String ENCODING = "content-transfer-encoding";

    /**
     * One part.
     *
     * @param head its header fields, with line ends
     */
    record Part(String head, String content) {
        /** Its media type with parameters; text/plain when it names none. */
        String type() {
            return field(TYPE).orElse("text/plain");
        }

        /** Whether it describes another session than the one that the message is about (RFC 3959). */
        boolean isOtherSession() {
            return field(DISPOSITION)
                    .filter(value -> value.toLowerCase(Locale.ROOT).startsWith("early-session"))
                    .isPresent();
        }

        private Optional<String> field(String name) {
            return FIELD.matcher(head)
                    .results()
                    .filter(field -> field.group(1).equalsIgnoreCase(name))
                    .map(field -> field.group(2).strip())
                    .findFirst();
        }

        byte[] octets() {
            return content.getBytes(StandardCharsets.ISO_8859_1);
        }

        Part with(String type, byte[] octets) {
            String sameType = type.equals(type()) ? head : retyped(type);
            return new Part(sameType, text(octets));
        }

        private String retyped(String type) {
            return FIELD.matcher(head)
                    .replaceAll(field -> Matcher.quoteReplacement(
                            field.group(1).equalsIgnoreCase(TYPE) ? "Content-Type: " + type + "\r\n" : field.group()));
        }

        /** The same for the outside, where only what says how to read it is seen of the head. */
        Part shown(String type, byte[] octets) {
            StringBuilder fields =
                    new StringBuilder("Content-Type: ").append(type).append("\r\n");
            field(DISPOSITION)
                    .map(value -> value.split(";", 2)[0])
                    .ifPresent(value ->
                            fields.append("Content-Disposition: ").append(value).append("\r\n"));
            field(ENCODING)
                    .ifPresent(value -> fields.append("Content-Transfer-Encoding: ")
                            .append(value)
                            .append("\r\n"));
            return new Part(fields.toString(), text(octets));
        }

        private static String text(byte[] octets) {
            return new String(octets, StandardCharsets.ISO_8859_1);
        }
    }

    /** A boundary that stands in no part, unless by a chance that never comes. */
    static String newBoundary() {
        return Ids.hex(24);
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

    private static @Nullable Part part(String piece) {
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
        return parts.stream()
                .map(part -> "--" + boundary + "\r\n" + part.head() + "\r\n" + part.content() + "\r\n")
                .collect(Collectors.joining("", "", "--" + boundary + "--\r\n"))
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
