package org.sallyport.protocol.h323.per;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The characters that a known-multiplier string may hold, and the bits that each takes (X.691, section 30.5.2: as few as
 * number them, rounded up to a power of two in the aligned variant).
 */
public final class Alphabet {
    /** 128 characters in octets. Octets above 127, which real endpoints send, are kept. */
    public static final Alphabet IA5 = new Alphabet("IA5String", 8, null);

    /** Space, digits, letters and {@code '()+,-./:=?} in octets. */
    public static final Alphabet PRINTABLE = new Alphabet("PrintableString", 8, null);

    /** UTF-16 code units. */
    public static final Alphabet BMP = new Alphabet("BMPString", 16, null);

    /** Digits and the space. */
    public static final Alphabet NUMERIC = of(" 0123456789");

    private final String name;
    private final int bits;
    private final char @Nullable [] characters;

    private Alphabet(String name, int bits, char @Nullable [] characters) {
        this.name = name;
        this.bits = bits;
        this.characters = characters;
    }

    /** Just these characters, of which the codes do not fit their few bits: each is sent as its index in the order of codes. */
    public static Alphabet of(String permitted) {
        char[] characters = permitted.toCharArray();
        Arrays.sort(characters);
        int needed = 32 - Integer.numberOfLeadingZeros(characters.length - 1);
        int bits = Integer.highestOneBit(needed) == needed ? needed : Integer.highestOneBit(needed) << 1;
        if (characters[characters.length - 1] < 1 << bits) {
            return new Alphabet(permitted, bits, null); // section 30.5.4: the codes themselves
        }
        return new Alphabet(permitted, bits, characters);
    }

    /** Bits of a character. */
    int bits() {
        return bits;
    }

    /** The character of this code, or -1. */
    int character(int code) {
        if (characters == null) {
            return code;
        }
        return code < characters.length ? characters[code] : -1;
    }

    /** The code of this character, or -1. */
    int code(char character) {
        if (characters == null) {
            return character < 1 << bits ? character : -1;
        }
        return Math.max(-1, Arrays.binarySearch(characters, character));
    }

    @Override
    public String toString() {
        return name;
    }
}
