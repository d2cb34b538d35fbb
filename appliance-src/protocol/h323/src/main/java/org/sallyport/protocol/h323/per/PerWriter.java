package org.sallyport.protocol.h323.per;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.h323.octets.Octets;

/**
 * Writes one message in canonical aligned PER, but for the quirks of the message it replaces. Sections are those of X.691 (2021).
 * A value outside of what its type allows ends in a {@link PerException}.
 */
public final class PerWriter extends BitWriter {
    private static final int FRAGMENT = BitReader.FRAGMENT;
    private static final int USUAL_OCTETS = 512;
    /** Room for an address that is longer than the one before. */
    private static final int GROWTH = 32;

    private int[] openStarts = new int[8]; // the octet of the length of each open type we are in
    private int opens;

    /** For a message from nowhere. */
    PerWriter() {
        super(null, USUAL_OCTETS);
    }

    /** For a message in the place of one of so many octets that came. */
    PerWriter(@Nullable Quirks quirks, int octets) {
        super(quirks, octets + GROWTH);
    }

    /** What was written, complete (section 11.1): whole octets, one at least. */
    Octets finish() {
        end(Quirks.Kind.MESSAGE_END, 0);
        return Octets.of(Arrays.copyOf(data, position >> 3));
    }

    /** An INTEGER with both bounds (section 11.5.7). */
    public void integer(long value, long low, long high) {
        if (value < low || value > high) {
            throw failure("value " + value + " is outside of " + low + ".." + high);
        }
        long range = high - low;
        long offset = value - low;
        if (range < 255) { // a: the bit-field case
            bits(offset, 64 - Long.numberOfLeadingZeros(range));
        } else if (range < 65_536) { // b, c: one octet, two octets
            align(Quirks.Kind.PADDING);
            bits(offset, range == 255 ? 8 : 16);
        } else if (!asItCame(
                Quirks.Kind.INTEGER, offset)) { // 11.5.7.4: the number of octets, itself constrained, then the octets
            int octets = octets(offset);
            integer(octets, 1, octets(range));
            align(Quirks.Kind.PADDING);
            unsigned(offset, octets);
        }
    }

    /** Writes the extension bit: whether a value or length is of the root, or came as if it were not. */
    private boolean root(long valueOrLength, long low, long high) {
        boolean within = valueOrLength >= low
                && valueOrLength <= high
                && (quirks == null || quirks.find(place(), Quirks.Kind.EXTENDED, valueOrLength, position) == null);
        bit(!within);
        return within;
    }

    /** An INTEGER with bounds and an extension marker (section 13.1). */
    public void extensibleInteger(long value, long low, long high) {
        if (root(value, low, high)) {
            integer(value, low, high);
        } else {
            integer(value);
        }
    }

    /** An INTEGER without bounds (section 11.8). */
    public void integer(long value) {
        if (!asItCame(Quirks.Kind.INTEGER, value)) {
            int octets = (72 - Long.numberOfLeadingZeros(value < 0 ? ~value : value)) >> 3;
            length(octets);
            unsigned(value, octets);
        }
    }

    /** An INTEGER with a lower bound only (section 11.7). */
    public void integerFrom(long value, long low) {
        if (value < low) {
            throw failure("value " + value + " is below " + low);
        }
        if (!asItCame(Quirks.Kind.INTEGER, value)) {
            int octets = octets(value - low);
            length(octets);
            unsigned(value - low, octets);
        }
    }

    /** A normally small non-negative whole number (section 11.6): the index of an extension. */
    public void smallNumber(int value) {
        if (asItCame(Quirks.Kind.INTEGER, value)) {
            return;
        }
        bit(value >= 64);
        if (value < 64) {
            bits(value, 6);
        } else {
            int octets = octets(value);
            length(octets);
            unsigned(value, octets);
        }
    }

    /** Which of the root's alternatives or items (sections 14.2 and 23.6), from 0. */
    public void index(int index, int count) {
        integer(index, 0, count - 1);
    }

    /** A length below 16K without an upper bound (sections 11.9.3.6 and 11.9.3.7). */
    private void length(int length) {
        length(length, Quirks.Kind.PADDING, Quirks.Kind.LENGTH);
    }

    private void length(int length, Quirks.Kind padding, Quirks.Kind kind) {
        align(padding);
        if (!asItCame(kind, length)) {
            bits(length < 0x80 ? length : (0x8000 | length), length < 0x80 ? 8 : 16);
        }
    }

    /** Who writes the units from one index up to, not including, another. */
    private interface Units {
        void write(int from, int to);
    }

    /** A length without an upper bound and what it counts, in fragments if need be (section 11.9.3.8). */
    private void counted(int length, Units units) {
        counted(length, Quirks.Kind.PADDING, Quirks.Kind.LENGTH, units);
    }

    private void counted(int length, Quirks.Kind padding, Quirks.Kind kind, Units units) {
        int written = 0;
        while (length - written >= FRAGMENT) {
            int blocks = Math.min(4, (length - written) / FRAGMENT);
            align(padding);
            bits(0xc0 | blocks, 8);
            units.write(written, written + blocks * FRAGMENT);
            written += blocks * FRAGMENT;
        }
        length(length - written, padding, kind);
        units.write(written, length);
    }

    private static boolean bounded(int high) {
        return high >= 0 && high < 65_536;
    }

    /** A string of {@code length} units between bounds (section 11.9.4): its length, the boundary, its units. */
    private void sized(int length, int low, int high, boolean aligned, Units units) {
        if (!bounded(high)) {
            if (length < low) {
                throw failure("length " + length + " is below " + low);
            }
            counted(length, units);
            return;
        }
        if (length < low || length > high) {
            throw failure("length " + length + " is outside of " + low + ".." + high);
        }
        if (low != high) {
            integer(length, low, high);
        }
        if (length > 0 && aligned) {
            align(Quirks.Kind.PADDING);
        }
        units.write(0, length);
    }

    /** An OCTET STRING (section 17); {@code high} is -1 without an upper bound. */
    public void octets(Octets value, int low, int high) {
        sized(value.length(), low, high, low != high || low > 2, (from, to) -> put(value, from, (to - from) * 8));
    }

    /** An OCTET STRING with an extensible size (section 17.3). */
    public void extensibleOctets(Octets value, int low, int high) {
        boolean within = root(value.length(), low, high);
        octets(value, within ? low : 0, within ? high : -1);
    }

    /** A BIT STRING (section 16). */
    public void bitString(BitString value, int low, int high) {
        sized(
                value.length(),
                low,
                high,
                low != high || low > 16,
                (from, to) -> put(value.octets(), from / 8, to - from));
    }

    /** A BIT STRING with an extensible size (section 16.6). */
    public void extensibleBitString(BitString value, int low, int high) {
        boolean within = root(value.length(), low, high);
        bitString(value, within ? low : 0, within ? high : -1);
    }

    /** A known-multiplier character string (section 30.5). */
    public void string(String value, Alphabet alphabet, int low, int high) {
        int width = alphabet.bits();
        // 30.5.6 and 30.5.7: strings that always fit 16 bits are not aligned
        boolean aligned = !bounded(high) || (low == high ? high * width > 16 : high * width >= 16);
        sized(value.length(), low, high, aligned, (from, to) -> characters(value, alphabet, from, to));
    }

    /** A known-multiplier character string with an extensible size (section 30.4). */
    public void extensibleString(String value, Alphabet alphabet, int low, int high) {
        boolean within = root(value.length(), low, high);
        string(value, alphabet, within ? low : 0, within ? high : -1);
    }

    private void characters(String value, Alphabet alphabet, int from, int to) {
        for (int i = from; i < to; i++) {
            int code = alphabet.code(value.charAt(i));
            if (code < 0) {
                throw failure("character " + (int) value.charAt(i) + " is not one of " + alphabet);
            }
            bits(code, alphabet.bits());
        }
    }

    /** A GeneralString, whose octets (section 30.6) stand for themselves as Latin-1. */
    public void generalString(String value) {
        octets(Octets.of(value.getBytes(StandardCharsets.ISO_8859_1)), 0, -1);
    }

    /** An OBJECT IDENTIFIER (section 24). */
    public void objectIdentifier(ObjectIdentifier value) {
        octets(value.contents(), 0, -1);
    }

    /** A SEQUENCE OF or SET OF (sections 20 and 21). */
    public <T> void list(List<T> values, int low, int high, BiConsumer<PerWriter, T> element) {
        sized(values.size(), low, high, false, (from, to) -> {
            for (int i = from; i < to; i++) {
                element(i);
                element.accept(this, values.get(i));
            }
            element(-1);
        });
    }

    /** A SEQUENCE OF with an extensible size (section 20.4). */
    public <T> void extensibleList(List<T> values, int low, int high, BiConsumer<PerWriter, T> element) {
        boolean within = root(values.size(), low, high);
        list(values, within ? low : 0, within ? high : -1, element);
    }

    /** Begins an open type (section 11.2): what is written until {@link #close} is in there. */
    public void open() {
        align(Quirks.Kind.OPEN_PADDING);
        if (opens == openStarts.length) {
            openStarts = Arrays.copyOf(openStarts, opens * 2);
        }
        openStarts[opens++] = position >> 3;
        position += 8; // most need one octet of length
        ensure(0);
    }

    /** An open type with this value in it. */
    public void opened(PerValue value) {
        open();
        value.encode(this);
        close();
    }

    /** Ends the open type: fills its last octet and puts its length before it. */
    public void close() {
        int start = openStarts[--opens];
        end(Quirks.Kind.OPEN_END, (start + 1) * 8);
        int from = start + 1;
        int length = (position >> 3) - from;
        BitString came = quirks == null ? null : quirks.find(place(), Quirks.Kind.OPEN_LENGTH, length, 0);
        if (came == null && length < 0x80) {
            data[start] = (byte) length;
            return;
        }
        Octets contents = Octets.of(Arrays.copyOfRange(data, from, from + length));
        Arrays.fill(data, start, from + length, (byte) 0);
        position = start * 8;
        if (came == null) {
            counted(length, (first, last) -> put(contents, first, (last - first) * 8));
        } else {
            put(came.octets(), 0, came.length());
            put(contents, 0, length * 8);
        }
    }

    /** An open type's contents as they are. */
    public void openOctets(Octets contents) {
        counted(
                contents.length(),
                Quirks.Kind.OPEN_PADDING,
                Quirks.Kind.OPEN_LENGTH,
                (from, to) -> put(contents, from, (to - from) * 8));
    }

    /**
     * How many extension additions there may be and which are there (sections 19.7, 19.8 and 11.9.3.4).
     *
     * @param map which of those of our schema are there; the first one is bit 0
     * @param known how many our schema has
     * @param others what the sender knew beyond
     */
    public void additionMap(long map, int known, Additions others) {
        long all = map;
        for (Additions.Unknown unknown : others.unknown()) {
            all |= 1L << unknown.index();
        }
        int count = Math.max(others.declared() > 0 ? others.declared() : known, 64 - Long.numberOfLeadingZeros(all));
        member(ADDITIONS);
        if (!asItCame(Quirks.Kind.INTEGER, count)) {
            bit(count > 64);
            bits(count - 1, 6);
        }
        for (int i = 0; i < count; i++) {
            bit(((all >>> i) & 1) != 0);
        }
    }

    /** The additions that our schema does not know, after the others. */
    public void additions(Additions others) {
        for (Additions.Unknown unknown : others.unknown()) {
            member("addition " + unknown.index());
            openOctets(unknown.octets());
        }
    }
}
