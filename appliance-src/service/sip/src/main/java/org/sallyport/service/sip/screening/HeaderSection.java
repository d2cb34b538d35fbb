package org.sallyport.service.sip.screening;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The header section of a message as raw fields, before any grammar but that of lines (RFC 3261 section 7.3.1): folded
 * lines are joined, compact names made long, all else is kept octet by octet as ISO 8859-1. It frames the message and is
 * what an answer to a malformed request is made of.
 */
public final class HeaderSection {
    private static final Map<String, String> COMPACT = Map.ofEntries(
            Map.entry("v", "via"),
            Map.entry("f", "from"),
            Map.entry("t", "to"),
            Map.entry("i", "call-id"),
            Map.entry("m", "contact"),
            Map.entry("l", "content-length"),
            Map.entry("c", "content-type"),
            Map.entry("e", "content-encoding"),
            Map.entry("s", "subject"),
            Map.entry("k", "supported"),
            Map.entry("r", "refer-to"),
            Map.entry("b", "referred-by"),
            Map.entry("o", "event"),
            Map.entry("u", "allow-events"),
            Map.entry("x", "session-expires"));

    private final String startLine;
    private final List<Field> fields;
    private final boolean wellBroken;

    private HeaderSection(String startLine, List<Field> fields, boolean wellBroken) {
        this.startLine = startLine;
        this.fields = fields;
        this.wellBroken = wellBroken;
    }

    /**
     * One header field.
     *
     * @param name long form, lower case
     * @param value without surrounding white space
     */
    public record Field(String name, String value) {}

    /** The section in the first octets of a message, up to and including the empty line. */
    public static HeaderSection read(byte[] message, int length) {
        String text = new String(message, 0, length, StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>();
        boolean wellBroken = true;
        for (String line : text.split("\r\n", -1)) {
            wellBroken &= line.indexOf('\r') < 0 && line.indexOf('\n') < 0;
            boolean folded = lines.size() > 1 && !line.isEmpty() && isBlank(line.charAt(0));
            if (folded) {
                lines.add(lines.removeLast() + " " + line.strip());
            } else if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        String startLine = lines.isEmpty() ? "" : lines.removeFirst();
        return new HeaderSection(
                startLine, lines.stream().map(HeaderSection::field).toList(), wellBroken);
    }

    private static Field field(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            return new Field("", line);
        }
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        return new Field(
                COMPACT.getOrDefault(name, name), line.substring(colon + 1).strip());
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    public String startLine() {
        return startLine;
    }

    public boolean isResponse() {
        return startLine.startsWith("SIP/");
    }

    /** The method of a request line, as far as there is one. */
    public String method() {
        int end = startLine.indexOf(' ');
        return end < 0 ? startLine : startLine.substring(0, end);
    }

    /** Whether CR and LF stand only together; alone they end a line for some parsers and not for others. */
    public boolean isWellBroken() {
        return wellBroken;
    }

    /** Values of the fields of a name (long, lower case), in order, comma-separated ones as they stand. */
    public List<String> values(String name) {
        return fields.stream()
                .filter(f -> f.name().equals(name))
                .map(Field::value)
                .toList();
    }

    /** The first value of a name. */
    public Optional<String> first(String name) {
        return fields.stream()
                .filter(f -> f.name().equals(name))
                .map(Field::value)
                .findFirst();
    }

    /** What the Content-Length fields say together. */
    public BodyLength bodyLength() {
        BodyLength found = new BodyLength.Absent();
        @Nullable String before = null;
        for (String value : values("content-length")) {
            if (before != null && !before.equals(value)) {
                return new BodyLength.Malformed();
            }
            before = value;
            found = octets(value);
        }
        return found;
    }

    private static BodyLength octets(String value) {
        if (value.isEmpty() || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return new BodyLength.Malformed();
        }
        String digits = value.replaceFirst("^0+(?=.)", "");
        return digits.length() > 9 ? new BodyLength.Excessive() : new BodyLength.Declared(Integer.parseInt(digits));
    }
}
