package org.sallyport.protocol.h323.per;

import java.util.ArrayList;
import java.util.List;
import org.sallyport.protocol.h323.octets.Octets;

/** An OBJECT IDENTIFIER, kept as the octets of its contents (X.690, section 8.19), so that every one survives. */
public final class ObjectIdentifier {
    private final Octets contents;

    private ObjectIdentifier(Octets contents) {
        this.contents = contents;
    }

    /** One whose contents octets these are. */
    public static ObjectIdentifier ofContents(Octets contents) {
        return new ObjectIdentifier(contents);
    }

    /** One written with dots, such as {@code 0.0.8.2250.0.7}; each arc below 2^63. */
    public static ObjectIdentifier of(String dotted) {
        String[] arcs = dotted.split("\\.", -1);
        if (arcs.length < 2) {
            throw new IllegalArgumentException("object identifier " + dotted + ": needs two arcs at least");
        }
        List<Byte> octets = new ArrayList<>();
        append(octets, Long.parseLong(arcs[0]) * 40 + Long.parseLong(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            append(octets, Long.parseLong(arcs[i]));
        }
        byte[] contents = new byte[octets.size()];
        for (int i = 0; i < contents.length; i++) {
            contents[i] = octets.get(i);
        }
        return new ObjectIdentifier(Octets.of(contents));
    }

    /** The contents octets. */
    public Octets contents() {
        return contents;
    }

    private static void append(List<Byte> octets, long arc) {
        int groups = Math.max(1, (70 - Long.numberOfLeadingZeros(arc)) / 7);
        for (int group = groups - 1; group >= 0; group--) {
            octets.add((byte) ((group == 0 ? 0 : 0x80) | ((arc >>> (7 * group)) & 0x7f)));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ObjectIdentifier that && contents.equals(that.contents);
    }

    @Override
    public int hashCode() {
        return contents.hashCode();
    }

    /** With dots; arcs of 2^63 and more, and contents that end within an arc, as {@code #} and hexadecimal digits. */
    @Override
    public String toString() {
        StringBuilder dotted = new StringBuilder();
        long arc = 0;
        for (int i = 0; i < contents.length(); i++) {
            if (arc >>> 56 != 0) {
                return "#" + contents;
            }
            arc = (arc << 7) | (contents.at(i) & 0x7f);
            if (contents.at(i) < 0x80) {
                if (dotted.isEmpty()) {
                    long first = Math.min(arc / 40, 2);
                    dotted.append(first).append('.').append(arc - first * 40);
                } else {
                    dotted.append('.').append(arc);
                }
                arc = 0;
            } else if (i == contents.length() - 1) {
                return "#" + contents;
            }
        }
        return dotted.toString();
    }
}
