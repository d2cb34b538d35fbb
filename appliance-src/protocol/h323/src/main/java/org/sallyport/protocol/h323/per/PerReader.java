package org.sallyport.protocol.h323.per;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.h323.octets.Octets;

/**
 * Reads one message in aligned PER. Sections are those of X.691 (2021); each method reads just the encoding that its section
 * describes. Anything that is not an encoding ends in a {@link PerException}; an encoding that is merely not the canonical one is
 * accepted and remembered.
 */
public non-sealed class PerReader extends BitReader {
    private static final int[] NO_BOUNDS = {};

    private int elementsLeft = PerLimits.ELEMENTS;

    private int[] openBounds = NO_BOUNDS; // start and outer end of each open type we are in
    private int opens;
    private @Nullable Outer outer; // of an open type that came in fragments

    private record Outer(
            Octets data,
            int position,
            int end,
            int opens,
            @Nullable Outer outer) {}

    PerReader(byte[] data) {
        super(data);
    }

    /** An INTEGER with both bounds (section 11.5.7). */
    public long integer(long low, long high) {
        long range = high - low;
        long offset;
        if (range < 255) { // a: the bit-field case
            offset = bits(64 - Long.numberOfLeadingZeros(range));
        } else if (range < 65_536) { // b, c: one octet, two octets
            align(Quirks.Kind.PADDING);
            offset = bits(range == 255 ? 8 : 16);
        } else {
            offset = indefiniteLength(range);
        }
        if (offset > range || offset < 0) {
            throw failure("value " + (low + offset) + " is outside of " + low + ".." + high);
        }
        return low + offset;
    }

    /** Section 11.5.7.4: the number of octets, itself constrained, then the octets. */
    private long indefiniteLength(long range) {
        int start = position;
        int most = octets(range);
        int octets = (int) integer(1, most);
        align(Quirks.Kind.PADDING);
        long value = unsigned(octets);
        if (octets > octets(value)) {
            quirk(Quirks.Kind.INTEGER, value, start, position);
        }
        return value;
    }

    /** An INTEGER with bounds and an extension marker (section 13.1). */
    public long extensibleInteger(long low, long high) {
        int start = position;
        if (!bit()) {
            return integer(low, high);
        }
        long value = integer();
        extended(value, low, high, start);
        return value;
    }

    /** Remembers the extension bit of what would not have needed it. */
    private void extended(long valueOrLength, long low, long high, int start) {
        if (valueOrLength >= low && valueOrLength <= high) {
            quirk(Quirks.Kind.EXTENDED, valueOrLength, start, start + 1);
        }
    }

    /** An INTEGER without bounds (section 11.8); of at most eight octets. */
    public long integer() {
        int start = position;
        int octets = integerOctets();
        long sign = 64 - octets * 8L;
        long value = (unsigned(octets) << sign) >> sign;
        if (octets > 1 && value == (value << (sign + 8)) >> (sign + 8)) {
            quirk(Quirks.Kind.INTEGER, value, start, position);
        }
        return value;
    }

    /** An INTEGER with a lower bound only (section 11.7); of at most eight octets. */
    public long integerFrom(long low) {
        int start = position;
        int octets = integerOctets();
        long offset = unsigned(octets);
        if (offset < 0 || low + offset < low) {
            throw failure("a number above 2^63");
        }
        if (octets > octets(offset)) {
            quirk(Quirks.Kind.INTEGER, low + offset, start, position);
        }
        return low + offset;
    }

    private int integerOctets() {
        int octets = length(Quirks.Kind.PADDING, Quirks.Kind.LENGTH);
        if (octets < 1 || octets > 8) {
            throw failure("an integer of " + Math.abs(octets) + " octets; from 1 to 8 are read");
        }
        return octets;
    }

    /** A normally small non-negative whole number (section 11.6): the index of an extension. */
    public int smallNumber() {
        int start = position;
        if (!bit()) {
            return (int) bits(6);
        }
        int octets = length(Quirks.Kind.PADDING, Quirks.Kind.LENGTH);
        long number = octets >= 1 && octets <= 3 ? unsigned(octets) : -1;
        if (number < 0) {
            throw failure("an index of " + Math.abs(octets) + " octets");
        }
        if (number < 64 || octets > octets(number)) {
            quirk(Quirks.Kind.INTEGER, number, start, position);
        }
        return (int) number;
    }

    /** Which of the root's alternatives or items (sections 14.2 and 23.6), from 0. */
    public int index(int count) {
        return (int) integer(0, count - 1);
    }

    /** A length between bounds (section 11.9.4.1); {@code high} of 65,536 or more, or -1, does not bind. */
    private int count(int low, int high) {
        if (high < 0 || high >= 65_536) {
            return length(Quirks.Kind.PADDING, Quirks.Kind.LENGTH);
        }
        return low == high ? low : (int) integer(low, high);
    }

    /** An OCTET STRING (section 17); {@code high} is -1 without an upper bound. */
    public Octets octets(int low, int high) {
        int count = count(low, high);
        if (count < 0) {
            return fragments(count, 8).octets();
        }
        if (count > 0 && (low != high || low > 2)) { // 17.6: one and two octets of fixed length are not aligned
            align(Quirks.Kind.PADDING);
        }
        return Octets.of(take(count * 8L));
    }

    /** An OCTET STRING whose octets are an encoding of this type; they stay octets. */
    public Octets encodingOf(PerType<?> type, int low, int high) {
        return octets(low, high);
    }

    /** An OCTET STRING with an extensible size (section 17.3). */
    public Octets extensibleOctets(int low, int high) {
        int start = position;
        if (!bit()) {
            return octets(low, high);
        }
        Octets value = octets(0, -1);
        extended(value.length(), low, high, start);
        return value;
    }

    /** A BIT STRING (section 16). */
    public BitString bitString(int low, int high) {
        int count = count(low, high);
        if (count < 0) {
            Fragments whole = fragments(count, 1);
            return new BitString(whole.units(), whole.octets());
        }
        if (count > 0 && (low != high || low > 16)) { // 16.9: up to 16 bits of fixed length are not aligned
            align(Quirks.Kind.PADDING);
        }
        return new BitString(count, Octets.of(take(count)));
    }

    /** A BIT STRING with an extensible size (section 16.6). */
    public BitString extensibleBitString(int low, int high) {
        int start = position;
        if (!bit()) {
            return bitString(low, high);
        }
        BitString value = bitString(0, -1);
        extended(value.length(), low, high, start);
        return value;
    }

    private record Fragments(Octets octets, int units) {}

    /** Section 11.9.3.8: fragments of 16K units each, and a last shorter one. */
    private Fragments fragments(int first, int unitBits) {
        byte[] bytes = {};
        int units = 0;
        int count = first;
        while (true) {
            long more = Math.abs((long) count);
            if (units + more > PerLimits.STRING_LENGTH) {
                throw failure("a string of more than " + PerLimits.STRING_LENGTH);
            }
            byte[] piece = take(more * unitBits);
            int filled = bytes.length;
            bytes = Arrays.copyOf(bytes, filled + piece.length);
            System.arraycopy(piece, 0, bytes, filled, piece.length);
            units += (int) more;
            if (count >= 0) {
                return new Fragments(Octets.of(bytes), units);
            }
            count = length(Quirks.Kind.PADDING, Quirks.Kind.LENGTH);
        }
    }

    /** A known-multiplier character string (section 30.5). */
    public String string(Alphabet alphabet, int low, int high) {
        int count = count(low, high);
        int width = alphabet.bits();
        if (count < 0) {
            Fragments whole = fragments(count, width);
            return new PerReader(whole.octets().toArray()).characters(alphabet, whole.units());
        }
        boolean bounded = high >= 0 && high < 65_536;
        // 30.5.6 and 30.5.7: strings that always fit 16 bits are not aligned
        boolean aligned = !bounded || (low == high ? high * width > 16 : high * width >= 16);
        if (count > 0 && aligned) {
            align(Quirks.Kind.PADDING);
        }
        return characters(alphabet, count);
    }

    /** A known-multiplier character string with an extensible size (section 30.4). */
    public String extensibleString(Alphabet alphabet, int low, int high) {
        int start = position;
        if (!bit()) {
            return string(alphabet, low, high);
        }
        String value = string(alphabet, 0, -1);
        extended(value.length(), low, high, start);
        return value;
    }

    private String characters(Alphabet alphabet, int count) {
        int width = alphabet.bits();
        if ((long) count * width > left()) {
            throw failure("a string of " + count + " characters, but " + left() + " bits are left");
        }
        if (width == 8 && (position & 7) == 0) {
            position += count * 8;
            return new String(data, (position >> 3) - count, count, StandardCharsets.ISO_8859_1);
        }
        char[] characters = new char[count];
        for (int i = 0; i < count; i++) {
            int code = (int) bits(width);
            int character = alphabet.character(code);
            if (character < 0) {
                throw failure("character " + code + " is not one of " + alphabet);
            }
            characters[i] = (char) character;
        }
        return new String(characters);
    }

    /** A GeneralString, whose octets (section 30.6) stand for themselves as Latin-1. */
    public String generalString() {
        return new String(octets(0, -1).toArray(), StandardCharsets.ISO_8859_1);
    }

    /** An OBJECT IDENTIFIER (section 24). */
    public ObjectIdentifier objectIdentifier() {
        return ObjectIdentifier.ofContents(octets(0, -1));
    }

    /** A SEQUENCE OF or SET OF (sections 20 and 21). */
    public <T> List<T> list(int low, int high, Function<PerReader, T> element) {
        int count = count(low, high);
        Object[] values = new Object[Math.min(Math.abs(count), 16)];
        int filled = 0;
        while (true) {
            int more = Math.abs(count);
            if (more > elementsLeft) {
                throw failure("more than " + PerLimits.ELEMENTS + " elements of lists");
            }
            elementsLeft -= more;
            for (int i = 0; i < more; i++) {
                if (filled == values.length) {
                    values = Arrays.copyOf(values, Math.max(16, filled * 2));
                }
                element(filled);
                values[filled++] = element.apply(this);
            }
            if (count >= 0) {
                element(-1);
                return unmodifiable(values, filled);
            }
            count = length(Quirks.Kind.PADDING, Quirks.Kind.LENGTH);
        }
    }

    @SuppressWarnings("unchecked") // each was made by the element's function
    private static <T> List<T> unmodifiable(Object[] values, int count) {
        return (List<T>) List.of(count == values.length ? values : Arrays.copyOf(values, count));
    }

    /** A SEQUENCE OF with an extensible size (section 20.4). */
    public <T> List<T> extensibleList(int low, int high, Function<PerReader, T> element) {
        int start = position;
        if (!bit()) {
            return list(low, high, element);
        }
        List<T> values = list(0, -1, element);
        extended(values.size(), low, high, start);
        return values;
    }

    /** Goes into an open type (section 11.2): what is read until {@link #close} is in there. */
    public void open() {
        int length = length(Quirks.Kind.OPEN_PADDING, Quirks.Kind.OPEN_LENGTH);
        if (opens * 2 == openBounds.length) {
            openBounds = Arrays.copyOf(openBounds, openBounds.length + 16);
        }
        if (opens >= PerLimits.DEPTH) {
            throw failure("more than " + PerLimits.DEPTH + " open types inside each other");
        }
        if (length < 0) {
            byte[] whole = fragments(length, 8).octets().toArray();
            outer = new Outer(Octets.of(data), position, end, opens, outer);
            data = whole;
            position = 0;
            end = whole.length * 8;
            length = whole.length;
        } else if (length * 8L > left()) {
            throw failure("an open type of " + length + " octets, but " + left() / 8 + " are left");
        }
        openBounds[opens * 2] = position;
        openBounds[opens * 2 + 1] = end;
        opens++;
        end = position + length * 8;
    }

    /** Comes out of the open type, past its last octet. */
    public void close() {
        opens--;
        ended(Quirks.Kind.OPEN_END, openBounds[opens * 2]);
        position = end;
        end = openBounds[opens * 2 + 1];
        if (outer != null && outer.opens == opens) {
            data = outer.data.toArray();
            position = outer.position;
            end = outer.end;
            outer = outer.outer;
        }
    }

    /** An open type whose contents are known. */
    public <T> T opened(Function<PerReader, T> contents) {
        open();
        T value = contents.apply(this);
        close();
        return value;
    }

    /** Remembers what is between here and the end, unless it is just what fills the last octet; begun at {@code start}. */
    void ended(Quirks.Kind kind, int start) {
        int usual = position == start ? 8 : -position & 7; // 11.1.3: an encoding has one octet at least
        boolean zero = left() == usual && (usual == 0 || (data[position >> 3] & ((1 << usual) - 1)) == 0);
        if (!zero) {
            quirk(kind, 0, position, end);
        }
    }

    /** The contents of an open type as they are: of a type that we do not know. */
    public Octets openOctets() {
        int length = length(Quirks.Kind.OPEN_PADDING, Quirks.Kind.OPEN_LENGTH);
        return length < 0 ? fragments(length, 8).octets() : Octets.of(take(length * 8L));
    }

    /** How many extension additions the sender declares (sections 19.7 and 11.9.3.4). */
    public int additionCount() {
        member(ADDITIONS);
        int start = position;
        int count;
        if (bit()) {
            count = length(Quirks.Kind.PADDING, Quirks.Kind.LENGTH);
            if (count >= 0 && count <= 64) {
                quirk(Quirks.Kind.INTEGER, count, start, position);
            }
        } else {
            count = (int) bits(6) + 1;
        }
        if (count < 1 || count > PerLimits.ADDITIONS) {
            throw failure(count == 0 ? "none" : "more than " + PerLimits.ADDITIONS);
        }
        return count;
    }

    /** Which of them are there: the first one is bit 0. */
    public long additionMap(int count) {
        long map = 0;
        for (int i = 0; i < count; i++) {
            if (bit()) {
                map |= 1L << i;
            }
        }
        return map;
    }

    /** The additions behind the {@code known} ones of our schema, kept as they came. */
    public Additions additions(int count, long map, int known) {
        long unknown = known < 64 ? (map >>> known) << known : 0;
        if (unknown == 0) {
            return map == 0
                    ? new Additions(count, true, List.of())
                    : count == known ? Additions.NONE : Additions.ofVersion(count);
        }
        Additions.Unknown[] kept = new Additions.Unknown[Long.bitCount(unknown)];
        for (int i = 0; i < kept.length; i++) {
            int index = Long.numberOfTrailingZeros(unknown);
            member("addition " + index);
            kept[i] = new Additions.Unknown(index, openOctets());
            unknown &= unknown - 1;
        }
        return new Additions(count, false, List.of(kept));
    }
}
