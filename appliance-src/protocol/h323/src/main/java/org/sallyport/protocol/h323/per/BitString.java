package org.sallyport.protocol.h323.per;

import org.sallyport.protocol.h323.octets.Octets;

/**
 * The value of a BIT STRING: {@code length} bits, the first one being the highest of the first octet. What is left of the
 * last octet is zero.
 */
public record BitString(int length, Octets octets) {
    /** Refuses octets that do not hold just so many bits. */
    public BitString {
        if (octets.length() != (length + 7) / 8) {
            throw new IllegalArgumentException(
                    "length: " + length + " bits need " + (length + 7) / 8 + " octets, not " + octets.length());
        }
        int spare = octets.length() * 8 - length;
        if (spare > 0 && (octets.at(octets.length() - 1) & ((1 << spare) - 1)) != 0) {
            throw new IllegalArgumentException("octets: the last " + spare + " bits must be zero");
        }
    }

    /** Whole octets as bits. */
    public static BitString of(Octets octets) {
        return new BitString(octets.length() * 8, octets);
    }

    /** The bit at this index; the first has index 0. */
    public boolean at(int index) {
        return (octets.at(index / 8) & (0x80 >> index % 8)) != 0;
    }

    @Override
    public String toString() {
        return octets + "/" + length;
    }
}
