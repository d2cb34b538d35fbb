package org.sallyport.service.sip.media;

import java.util.function.Predicate;

/** Finds IPv6 addresses in free text, also those that stand behind a name and its colon or before one and a port. */
final class Ipv6Text {
    /** Longest text form of an address, with an IPv4 one at its end (RFC 4291 section 2.2). */
    private static final int MAX_LENGTH = 45;

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
        while (limit < text.length() && limit - start < MAX_LENGTH && isPart(text.charAt(limit))) {
            limit++;
        }
        for (int end = limit; end > start + 1; end--) {
            boolean wholeGroup = end == text.length() || !isHex(text.charAt(end));
            String candidate = wholeGroup ? text.substring(start, end) : "";
            if (candidate.indexOf(':') != candidate.lastIndexOf(':') && test.test(candidate)) {
                return end;
            }
        }
        return start;
    }

    private static boolean startsGroup(String text, int at) {
        return isPart(text.charAt(at)) && (at == 0 || !isHex(text.charAt(at - 1)));
    }

    private static boolean isPart(char character) {
        return isHex(character) || character == ':' || character == '.';
    }

    private static boolean isHex(char character) {
        return Character.digit(character, 16) >= 0 && character < 128;
    }
}
