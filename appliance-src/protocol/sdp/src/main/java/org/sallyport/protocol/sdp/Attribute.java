package org.sallyport.protocol.sdp;

import org.jspecify.annotations.Nullable;

/**
 * An attribute (RFC 8866 section 5.13).
 *
 * @param name as written; names are case-sensitive
 * @param value after the colon; null for a property attribute such as {@code a=rtcp-mux}
 */
public record Attribute(String name, @Nullable String value) {
    /** The attribute in the value of an a-line. */
    public static Attribute parse(String lineValue) {
        int colon = lineValue.indexOf(':');
        return colon < 0
                ? new Attribute(lineValue.strip(), null)
                : new Attribute(lineValue.substring(0, colon), lineValue.substring(colon + 1));
    }

    /** The value, or nothing when there is none. */
    public String valueOrEmpty() {
        return value == null ? "" : value;
    }

    /** As the value of an a-line. */
    @Override
    public String toString() {
        return value == null ? name : name + ":" + value;
    }
}
