package org.sallyport.service.sip.media;

import java.util.function.Predicate;

/** Finds IPv6 addresses in free text, also those that stand behind a name and its colon or before one and a port. */
final class Ipv6Text {
    /** Longest text form of an address, with an IPv4 one at its end (RFC 4291 section 2.2). */
    private static final int MAX_LENGTH = 45;

    /** Colons of an address that is written in full and ends in an IPv4 one. */
    private static final int MIN_COLONS = 6;

    private Ipv6Text() {}

    /** A text with each address that passes a test replaced, the longest that fits first. */
    static String replace(String text, Predicate<String> test, String by) {
        if (text.indexOf(':') == text.lastIndexOf(':')) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = startsGroup(text, at) ? endOfAddress(text, at, test) : at;
            out.append(end > at ? by : text.substring(at, at + 1));
            at = Math.max(end, at + 1);
        }
        return out.toString();
    }

    private static int endOfAddress(String text, int start, Predicate<String> test) {
        int limit = start;
        int colons = 0;
        boolean gap = false;
        while (limit < text.length() && limit - start < MAX_LENGTH && isPart(text.charAt(limit))) {
            boolean colon = text.charAt(limit) == ':';
            colons += colon ? 1 : 0;
            gap |= colon && limit > start && text.charAt(limit - 1) == ':';
            limit++;
        }
        // Without a gap it takes six colons at least; that spares most keys and times the parser of addresses.
        for (int end = limit; (gap || colons >= MIN_COLONS) && end > start + 1; end--) {
            boolean wholeGroup = end == text.length() || !isHex(text.charAt(end));
            if (wholeGroup && mayBeAddress(text, start, end) && test.test(text.substring(start, end))) {
                return end;
            }
        }
        return start;
    }

    private static boolean mayBeAddress(String text, int start, int end) {
        int colons = 0;
        boolean gap = false;
        boolean dotted = false;
        for (int i = start; i < end; i++) {
            boolean colon = text.charAt(i) == ':';
            dotted |= text.charAt(i) == '.';
            colons += colon ? 1 : 0;
            gap |= colon && i > start && text.charAt(i - 1) == ':';
        }
        return gap || colons == (dotted ? MIN_COLONS : MIN_COLONS + 1);
    }

    private static boolean startsGroup(String text, int at) {
        return isPart(text.charAt(at)) && (at == 0 || !isHex(text.charAt(at - 1)));
    }

    private static boolean isPart(char character) {
        return isHex(character) || character == ':' || character == '.';
    }

    private static boolean isHex(char character) {
        return (character >= '0' && character <= '9')
                || (character >= 'a' && character <= 'f')
                || (character >= 'A' && character <= 'F');
    }
}
