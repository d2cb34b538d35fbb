package org.sallyport.protocol.h323.octets;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A run of octets as a value. It may be a window into a longer array, which it then keeps in memory; whoever makes one
 * of an array leaves that array as it is from then on.
 */
public final class Octets {
    public static final Octets EMPTY = new Octets(new byte[0], 0, 0);

    private final byte[] array;
    private final int from;
    private final int length;

    private Octets(byte[] array, int from, int length) {
        this.array = array;
        this.from = from;
        this.length = length;
    }

    /** All of an array. */
    public static Octets of(byte... array) {
        return new Octets(array, 0, array.length);
    }

    /**
     * A window into an array, without a copy.
     *
     * @throws IndexOutOfBoundsException when the array does not reach so far
     */
    public static Octets of(byte[] array, int from, int length) {
        Objects.checkFromIndexSize(from, length, array.length);
        return new Octets(array, from, length);
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** The octet at an index, 0 to 255. */
    public int at(int index) {
        return Byte.toUnsignedInt(array[from + Objects.checkIndex(index, length)]);
    }

    /** The octets from an index to the end, in the same array. */
    public Octets tail(int index) {
        Objects.checkIndex(index, length + 1);
        return new Octets(array, from + index, length - index);
    }

    /** A copy. */
    public byte[] toArray() {
        return Arrays.copyOfRange(array, from, from + length);
    }

    /** Writes them into an array at a place. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(array, from, target, at, length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that
                && Arrays.equals(array, from, from + length, that.array, that.from, that.from + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /** In hexadecimal. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(array, from, from + length);
    }
}
