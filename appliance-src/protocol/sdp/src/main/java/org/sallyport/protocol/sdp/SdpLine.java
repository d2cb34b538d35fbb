package org.sallyport.protocol.sdp;

/**
 * One line as it stood (RFC 8866 section 5).
 *
 * @param text type, equals sign and value, each byte one character of ISO 8859-1; empty for a blank line
 * @param ending CRLF, LF, or nothing on a last line that lacks it
 */
public record SdpLine(String text, String ending) {
    /** Type of a blank line, which some senders leave at the end. */
    public static final char BLANK = ' ';

    /** A line of ours. */
    public static SdpLine of(char type, String value) {
        return new SdpLine(type + "=" + value, "\r\n");
    }

    public char type() {
        return text.isEmpty() ? BLANK : text.charAt(0);
    }

    public String value() {
        return text.isEmpty() ? "" : text.substring(2);
    }

    /** The same line with another value. */
    public SdpLine withValue(String value) {
        return new SdpLine(type() + "=" + value, ending);
    }
}
