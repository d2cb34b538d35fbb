package org.sallyport.testing.sip;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The messages of RFC 4475, written in its own notation (section 2), and what becomes of each. Its sections 3.1.1.11, 3.3.13
 * and 3.3.14 concern bodies and registrars.
 */
public final class TortureMessages {
    private static final Pattern ONE_LINE = Pattern.compile("<allOneLine>\n(.*?)</allOneLine>", Pattern.DOTALL);
    private static final Pattern REPEAT = Pattern.compile("<repeat count=(\\d+)>(.*?)</repeat>");
    private static final Pattern SHARED_BRANCH = Pattern.compile("(branch=z9hG4bKkdjuw)(?=[\n;])");
    private static final Pattern HEX = Pattern.compile("<hex>(.*?)</hex>");

    /**
     * What becomes of a message.
     *
     * @param status it is answered with; {@link #PASSES} or {@link #DROPPED} where there is none
     * @param reason it is counted under when it goes no further
     */
    public record Fate(String name, String section, int status, String reason) {
        public static final int PASSES = 0;
        public static final int DROPPED = -1;

        static Fate passes(String name, String section) {
            return new Fate(name, section, PASSES, "");
        }

        static Fate dropped(String name, String section, String reason) {
            return new Fate(name, section, DROPPED, reason);
        }

        static Fate answered(String name, String section, int status, String reason) {
            return new Fate(name, section, status, reason);
        }

        public boolean isResponse() {
            return octets(name).startsWith("SIP/");
        }

        @Override
        public String toString() {
            return section + " " + name;
        }
    }

    /** All of them. */
    public static final List<Fate> ALL = List.of(
            Fate.passes("wsinv", "3.1.1.1"),
            Fate.passes("intmeth", "3.1.1.2"),
            Fate.passes("esc01", "3.1.1.3"),
            Fate.passes("escnull", "3.1.1.4"),
            Fate.passes("esc02", "3.1.1.5"),
            Fate.passes("lwsdisp", "3.1.1.6"),
            Fate.passes("longreq", "3.1.1.7"),
            Fate.passes("dblreq", "3.1.1.8"),
            Fate.passes("semiuri", "3.1.1.9"),
            Fate.passes("transports", "3.1.1.10"),
            Fate.passes("unreason", "3.1.1.12"),
            Fate.passes("noreason", "3.1.1.13"),
            Fate.answered("badinv01", "3.1.2.1", 400, "bad-header"),
            Fate.answered("clerr", "3.1.2.2", 400, "truncated-body"),
            Fate.answered("ncl", "3.1.2.3", 400, "bad-content-length"),
            Fate.answered("scalar02", "3.1.2.4", 400, "bad-header"),
            Fate.dropped("scalarlg", "3.1.2.5", "bad-response"),
            Fate.answered("quotbal", "3.1.2.6", 400, "bad-header"),
            Fate.answered("ltgtruri", "3.1.2.7", 400, "bad-request-uri"),
            Fate.answered("lwsruri", "3.1.2.8", 400, "bad-start-line"),
            Fate.answered("lwsstart", "3.1.2.9", 400, "bad-start-line"),
            Fate.answered("trws", "3.1.2.10", 400, "bad-start-line"),
            Fate.answered("escruri", "3.1.2.11", 400, "bad-request-uri"),
            Fate.passes("baddate", "3.1.2.12"),
            // The RFC lets an element refuse or put right these three.
            Fate.passes("regbadct", "3.1.2.13"),
            Fate.passes("badaspec", "3.1.2.14"),
            Fate.passes("baddn", "3.1.2.15"),
            Fate.answered("badvers", "3.1.2.16", 505, "unknown-version"),
            Fate.answered("mismatch01", "3.1.2.17", 400, "method-mismatch"),
            Fate.answered("mismatch02", "3.1.2.18", 400, "method-mismatch"),
            Fate.dropped("bigcode", "3.1.2.19", "bad-response"),
            Fate.passes("badbranch", "3.2.1"),
            Fate.answered("insuf", "3.3.1", 400, "missing-header"),
            Fate.answered("unkscm", "3.3.2", 416, "unknown-uri-scheme"),
            Fate.answered("novelsc", "3.3.3", 416, "unknown-uri-scheme"),
            Fate.passes("unksm2", "3.3.4"),
            Fate.answered("bext01", "3.3.5", 420, "unknown-extension"),
            Fate.answered("invut", "3.3.6", 415, "unknown-media-type"),
            Fate.passes("regaut01", "3.3.7"),
            Fate.answered("multi01", "3.3.8", 400, "repeated-header"),
            Fate.answered("mcl01", "3.3.9", 400, "bad-content-length"),
            Fate.dropped("bcast", "3.3.10", "unexpected-response"),
            Fate.answered("zeromf", "3.3.11", 483, "too-many-hops"),
            Fate.passes("cparam01", "3.3.12"),
            Fate.passes("sdp01", "3.3.15"),
            // RFC 2543 knew no Contact in INVITE; without one no dialog can be kept.
            Fate.answered("inv2543", "3.4.1", 400, "missing-header"));

    private TortureMessages() {}

    /** A message as on the wire, one character an octet. */
    public static String octets(String name) {
        try (InputStream in = TortureMessages.class.getResourceAsStream("/rfc4475/" + name + ".sip")) {
            if (in == null) {
                throw new AssertionError("no message " + name);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            text = replace(ONE_LINE, text, match -> match.group(1).replace("\n", ""));
            text = replace(REPEAT, text, match -> match.group(2).repeat(Integer.parseInt(match.group(1))));
            text = replace(
                    HEX,
                    text,
                    match -> new String(HexFormat.of().parseHex(match.group(1)), StandardCharsets.ISO_8859_1));
            // Many of them share a branch, which makes them one transaction to the stack.
            text = replace(SHARED_BRANCH, text, match -> match.group(1) + name);
            return text.replace("\n", "\r\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String replace(
            Pattern pattern, String text, java.util.function.Function<MatchResult, String> replacement) {
        return pattern.matcher(text)
                .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(replacement.apply(match)));
    }

    /** Its Call-ID; empty when it has none. */
    public static String callId(String name) {
        return Pattern.compile("\r\n(?:Call-ID|i)\\s*:\\s*(.*)\r\n", Pattern.CASE_INSENSITIVE)
                .matcher(octets(name))
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElse("");
    }
}
