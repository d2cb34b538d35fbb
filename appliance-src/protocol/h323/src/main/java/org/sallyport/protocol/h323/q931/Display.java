package org.sallyport.protocol.h323.q931;

import java.nio.charset.StandardCharsets;
import org.sallyport.protocol.h323.octets.Octets;

/**
 * What a peer would show (Q.931 section 4.5.16).
 *
 * @param characters as they came; several senders let a NUL follow
 */
public record Display(Octets characters) {
    public static Display of(String text) {
        return new Display(Octets.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The text up to the NULs that may follow it. Q.931 has IA5 here, senders have UTF-8. */
    public String text() {
        String text = new String(characters.toArray(), StandardCharsets.UTF_8);
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\0') {
            end--;
        }
        return text.substring(0, end);
    }
}
