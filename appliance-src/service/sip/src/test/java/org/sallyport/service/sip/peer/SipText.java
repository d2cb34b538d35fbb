package org.sallyport.service.sip.peer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A SIP message as text. */
public record SipText(String startLine, List<String> headers, String body) {
    /** Stands for a message not received yet. */
    public static final SipText NONE = new SipText("", List.of(), "");

    private static final Pattern TAG = Pattern.compile(";tag=([^;>\\s]+)");
    private static final Pattern BRANCH = Pattern.compile("branch=([^;\\s]+)");
    private static final Pattern ANGLED = Pattern.compile("<([^>]+)>");

    public static SipText parse(byte[] packet, int length) {
        String text = new String(packet, 0, length, StandardCharsets.UTF_8);
        int blank = text.indexOf("\r\n\r\n");
        String head = blank < 0 ? text : text.substring(0, blank);
        List<String> lines = new ArrayList<>(Arrays.asList(head.split("\r\n")));
        String first = lines.removeFirst();
        return new SipText(first, lines, blank < 0 ? "" : text.substring(blank + 4));
    }

    public boolean isResponse() {
        return startLine.startsWith("SIP/2.0 ");
    }

    public int status() {
        return isResponse() ? Integer.parseInt(startLine.substring(8, 11)) : 0;
    }

    public String method() {
        return startLine.substring(0, startLine.indexOf(' '));
    }

    public String requestUri() {
        return startLine.split(" ", 3)[1];
    }

    /** The value of the first header of a name, or null. */
    public @Nullable String header(String name) {
        return headers(name).stream().findFirst().orElse(null);
    }

    /** The value of a header that must be there. */
    public String must(String name) {
        String value = header(name);
        if (value == null) {
            throw new AssertionError("no " + name + " in\n" + this);
        }
        return value;
    }

    public List<String> headers(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .toList();
    }

    public long cseq() {
        return Long.parseLong(must("CSeq").split(" ", 2)[0]);
    }

    public String cseqMethod() {
        return must("CSeq").split(" ", 2)[1];
    }

    public @Nullable String toTag() {
        return find(TAG, must("To"));
    }

    public @Nullable String fromTag() {
        return find(TAG, must("From"));
    }

    public @Nullable String branch() {
        return find(BRANCH, must("Via"));
    }

    /** The URI in angle brackets of a header. */
    public String uri(String name) {
        String found = find(ANGLED, must(name));
        if (found == null) {
            throw new AssertionError("no <uri> in " + name + " of\n" + this);
        }
        return found;
    }

    /** The answer to this request, with its headers and nothing more. */
    public String reply(int status, String reason) {
        List<String> lines = new ArrayList<>(List.of("SIP/2.0 " + status + " " + reason));
        headers("Via").forEach(via -> lines.add("Via: " + via));
        for (String name : List.of("From", "To", "Call-ID", "CSeq")) {
            lines.add(name + ": " + must(name));
        }
        return String.join("\r\n", lines) + "\r\nContent-Length: 0\r\n\r\n";
    }

    @Override
    public String toString() {
        return startLine + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n" + body;
    }

    private static @Nullable String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }
}
