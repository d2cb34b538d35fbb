package org.sallyport.protocol.h323.tshark;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.per.Additions;
import org.sallyport.protocol.h323.per.BitString;
import org.sallyport.protocol.h323.per.ObjectIdentifier;
import org.sallyport.protocol.h323.per.PerResult;
import org.sallyport.protocol.h323.per.PerValue;
import org.sallyport.protocol.h323.tshark.Dissection.Node;
import org.sallyport.protocol.h323.tshark.Parts.Member;

/**
 * Compares a value with what tshark made of the same octets, all of it: each member's name and value, in order. Where tshark
 * looks into an octet string, what it finds there is compared with what we find.
 */
final class Agreement {
    /** What Wireshark writes before the name of a part of an octet. */
    private static final Pattern BITS = Pattern.compile("^(?:[01.]{4} ?)+(?:= )?");

    private static final Pattern CHOSEN = Pattern.compile("(.+?) \\(\\d+\\)(?:: .*)?");

    /** Members for which Wireshark has another name than the standard. */
    private static final Map<String, String> RENAMED =
            Map.of("releaseCompleteReason", "reason", "nonStandard", "nonStandardData");

    /** Layers without content, before content of their protocol. */
    private static final Set<String> HEADINGS = Set.of("H235-SECURITY-MESSAGES", "H.450 Supplementary Services");

    /** What Wireshark has to say of a part. */
    private static final String EXPERT = "_ws.expert";

    private static final Pattern UNKNOWN_ALTERNATIVE = Pattern.compile(".*Choice no\\. (\\d+) in extension");
    private static final String UNKNOWN_ITEM = "Unknown";
    private static final String UNKNOWN_ADDITION = "unknown sequence extension";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "MMM ppd, uuuu HH:mm:ss.000000000 'UTC'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final List<String> differences = new ArrayList<>();

    private Agreement() {}

    /**
     * Where the two differ, in words; empty when they agree.
     *
     * @param layer a message as tshark shows it, of one of the protocols of {@link Contents}
     */
    static List<String> differences(Octets octets, Node layer) {
        Agreement agreement = new Agreement();
        agreement.compareInside("", octets, layer);
        return agreement.differences;
    }

    private void compare(String path, Object value, Node node) {
        switch (value) {
            case PerValue structure -> compareStructure(path, structure, node);
            case List<?> list -> compareList(path, list, node);
            case Boolean flag -> expect(path, flag.toString(), Dissection.flag(node.show()));
            case Number number -> compareNumber(path, number.longValue(), node);
            case ObjectIdentifier identifier -> expect(path, identifier.toString(), node.show());
            case Octets octets -> expect(path, octets.toString(), node.value());
            case BitString bits -> expect(path, bits.octets().toString(), node.value());
            case Parts.Flag present -> expect(path, "NULL", textOf(node));
            case String text -> compareText(path, text, node);
            default -> differences.add(path + ": no rule for " + value.getClass());
        }
    }

    /** Times are shown as dates, negative numbers as those of 32 bits without a sign. */
    private void compareNumber(String path, long number, Node node) {
        if (node.show().endsWith(" UTC")) {
            expect(path, DATE.format(Instant.ofEpochSecond(number)), node.show());
        } else if (!node.show().equals(Integer.toUnsignedString((int) number))) {
            expect(path, Long.toString(number), node.show());
        }
    }

    /** Characters of two octets are compared as octets, others as tshark shows them. */
    private void compareText(String path, String text, Node node) {
        String twoOctets = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_16BE));
        if (!twoOctets.equals(node.value())) {
            expect(path, text, node.show().replace("\\x7f", "\u007f").replace("\\\\", "\\"));
        }
    }

    private void expect(String path, String ours, String theirs) {
        if (!ours.equals(theirs)) {
            differences.add(path + ": we read " + ours + ", tshark " + theirs);
        }
    }

    private void compareList(String path, List<?> list, Node node) {
        expect(path, String.valueOf(list.size()), node.show());
        Deque<Node> items = partsOf(node);
        for (int i = 0; i < list.size(); i++) {
            compareNext(path + "[" + i + "]", list.get(i), null, items);
        }
        expectEnd(path, items);
    }

    private void compareStructure(String path, PerValue structure, Node node) {
        Parts parts = Parts.of(structure);
        String alternative = parts.alternative();
        Object value = parts.value();
        if (alternative != null) {
            compareChoice(path, alternative, parts, node);
        } else if (value != null) {
            compare(path, value, node);
        } else {
            compareMembers(path, parts, node);
        }
    }

    private void compareMembers(String path, Parts parts, Node node) {
        Deque<Node> theirs = partsOf(node);
        for (Member member : parts.members()) {
            compareNext(path + "." + member.name(), member.value(), member.name(), theirs);
        }
        for (Additions.Unknown unknown : parts.additions().unknown()) {
            expect(
                    path + " addition " + unknown.index(),
                    UNKNOWN_ADDITION,
                    theirs.isEmpty() ? "" : textOf(theirs.remove()));
        }
        expectEnd(path, theirs);
    }

    private void compareChoice(String path, String alternative, Parts parts, Node node) {
        Matcher chosen = CHOSEN.matcher(textOf(node));
        String theirChoice = chosen.matches() ? chosen.group(1) : textOf(node);
        if (!theirChoice.equals(UNKNOWN_ITEM) || !alternative.matches("unknown\\d+")) {
            expect(path, alternative, theirChoice);
        }
        Deque<Node> theirs = partsOf(node);
        Object value = parts.value();
        String below = path + "." + alternative;
        if (value != null) {
            compareNext(below, value, alternative, theirs);
        } else if (!theirs.isEmpty()) {
            Node held = theirs.remove();
            expect(below, alternative, nameOf(held));
            compareMembers(below, parts, held);
        } else if (!parts.members().isEmpty()) {
            differences.add(below + ": tshark shows no members");
        }
        expectEnd(path, theirs);
    }

    /** Compares with the next part, and what tshark shows of the inside of octets with what we read there. */
    private void compareNext(String path, Object value, @Nullable String name, Deque<Node> theirs) {
        if (value instanceof BitString bits && bits.length() == 0 && !isNamed(name, theirs)) {
            return; // Wireshark shows no bit string without bits
        }
        if (theirs.isEmpty()) {
            differences.add(path + ": tshark shows none");
            return;
        }
        Node next = theirs.remove();
        Matcher unknown = UNKNOWN_ALTERNATIVE.matcher(textOf(next));
        if (unknown.matches()) {
            compareUnknown(path, value, unknown.group(1));
            return;
        }
        if (name != null && !nameOf(next).equals(RENAMED.get(name))) {
            expect(path + " name", name, nameOf(next) + (next.name().equals(EXPERT) ? ": " + textOf(next) : ""));
        }
        compare(path, value, next);
        while (value instanceof Octets octets && !theirs.isEmpty() && isInside(theirs.element())) {
            compareInside(path, octets, theirs.remove());
        }
    }

    private static boolean isNamed(@Nullable String name, Deque<Node> theirs) {
        return !theirs.isEmpty() && nameOf(theirs.element()).equals(name);
    }

    /** Of an alternative that it does not know Wireshark shows the number alone. */
    private void compareUnknown(String path, Object value, String index) {
        String ours = value instanceof PerValue choice ? Parts.of(choice).alternative() : null;
        expect(path, "unknown" + index, String.valueOf(ours));
    }

    private static boolean isInside(Node node) {
        return Contents.NAMED.containsKey(nameOf(node));
    }

    private void compareInside(String path, Octets octets, Node inside) {
        String name = nameOf(inside);
        Deque<Node> content = Contents.PROTOCOLS.contains(name) ? partsOf(inside) : new ArrayDeque<>(List.of(inside));
        switch (Objects.requireNonNull(Contents.NAMED.get(name)).decode(octets)) {
            case PerResult.Decoded<?> decoded -> compareNext(path + "<" + name + ">", decoded.value(), null, content);
            case PerResult.Malformed<?> malformed -> differences.add(path + ": " + malformed);
        }
    }

    private void expectEnd(String path, Deque<Node> theirs) {
        theirs.forEach(node -> differences.add(path + ": tshark shows " + node.label() + " besides"));
    }

    /** The parts that say something of the message: not those of PER, and without the headings of items. */
    private static Deque<Node> partsOf(Node node) {
        Deque<Node> parts = new ArrayDeque<>();
        for (Node child : node.children()) {
            if (child.name().isEmpty()) {
                parts.addAll(partsOf(child));
            } else if (!isRemark(child)) {
                parts.add(child);
            }
        }
        return parts;
    }

    /** Encoding, guesses at manufacturers, and what Wireshark makes of non-standard data. */
    private static boolean isRemark(Node node) {
        String name = node.name();
        return name.startsWith("per.")
                || name.contains(".debug.")
                || name.endsWith(".Manufacturer")
                || name.equals("data")
                || node.label().equals("Microsoft NonStd")
                || HEADINGS.contains(node.label());
    }

    private static String labelOf(Node node) {
        return BITS.matcher(node.label()).replaceFirst("");
    }

    private static String nameOf(Node node) {
        String label = labelOf(node);
        int colon = label.indexOf(": ");
        return colon < 0 ? label : label.substring(0, colon);
    }

    private static String textOf(Node node) {
        String label = labelOf(node);
        int colon = label.indexOf(": ");
        return colon < 0 ? "" : label.substring(colon + 2);
    }
}
