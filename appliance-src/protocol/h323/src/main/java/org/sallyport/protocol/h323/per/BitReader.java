package org.sallyport.protocol.h323.per;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.h323.octets.Octets;

/**
 * Bits and octets of a message being read, and its lengths, as all types of aligned PER need them; what was encoded oddly among
 * them is remembered.
 */
abstract sealed class BitReader extends PerPath permits PerReader {
    static final int FRAGMENT = 16_384;

    /** What is read now: the message, or an open type that came in fragments. */
    byte[] data;

    /** The next bit. */
    int position;

    /** The bit behind the last one of the message or of the open type. */
    int end;

    private @Nullable Quirks quirks;

    BitReader(byte[] data) {
        this.data = data;
        this.end = data.length * 8;
    }

    @Override
    int position() {
        return position;
    }

    @Nullable
    Quirks quirks() {
        return quirks;
    }

    /** Bits that are left of the message or of the open type. */
    final int left() {
        return end - position;
    }

    /** One bit: BOOLEAN (section 12), extension bits (13.2, 14.3, 19.1, 23.5). */
    public boolean bit() {
        if (position >= end) {
            throw failure("the message ends here");
        }
        boolean bit = (data[position >> 3] & (0x80 >> (position & 7))) != 0;
        position++;
        return bit;
    }

    /** A bit-field of at most 56 bits (section 11.3.1). */
    public long bits(int count) {
        if (count > left()) {
            throw failure(count + " bits expected, " + left() + " left");
        }
        int last = position + count;
        long bits = 0;
        for (int octet = position >> 3; octet << 3 < last; octet++) {
            bits = (bits << 8) | (data[octet] & 0xff);
        }
        position = last;
        return (bits >>> (-last & 7)) & ((1L << count) - 1);
    }

    /** Goes to the next octet boundary (section 11.2.2 and "octet-aligned" everywhere). */
    final void align(Quirks.Kind kind) {
        int gap = -position & 7;
        if (gap != 0) {
            if ((data[position >> 3] & ((1 << gap) - 1)) != 0) {
                quirk(kind, gap, position, position + gap);
            }
            position += gap;
        }
    }

    static int octets(long unsigned) {
        return Math.max(1, (71 - Long.numberOfLeadingZeros(unsigned)) >> 3);
    }

    final long unsigned(int octets) {
        return octets <= 7 ? bits(octets * 8) : (bits(octets * 8 - 32) << 32) | bits(32);
    }

    /** A length without an upper bound (sections 11.9.3.5 to 11.9.3.8); negative for a fragment of so many units. */
    final int length(Quirks.Kind padding, Quirks.Kind kind) {
        align(padding);
        int start = position;
        int length = (int) bits(8);
        if (length < 0x80) {
            return length;
        }
        if (length < 0xc0) {
            length = ((length & 0x3f) << 8) | (int) bits(8);
            if (length < 0x80) {
                quirk(kind, length, start, position);
            }
            return length;
        }
        int blocks = length & 0x3f;
        if (blocks < 1 || blocks > 4) {
            throw failure("a fragment of " + blocks + " blocks; 1 to 4 are allowed");
        }
        return -blocks * FRAGMENT;
    }

    /** So many bits, the last octet filled up with zeros. */
    final byte[] take(long bits) {
        if (bits > left()) {
            throw failure("a string of " + bits + " bits, but " + left() + " are left");
        }
        int from = position >> 3;
        if ((position & 7) == 0 && (bits & 7) == 0) {
            position += (int) bits;
            return Arrays.copyOfRange(data, from, position >> 3);
        }
        byte[] taken = new byte[(int) (bits + 7) / 8];
        for (int i = 0; i < taken.length; i++) {
            int width = (int) Math.min(8, bits - i * 8L);
            taken[i] = (byte) (bits(width) << (8 - width));
        }
        return taken;
    }

    final void quirk(Quirks.Kind kind, long value, int from, int to) {
        if (quirks == null) {
            quirks = new Quirks();
        }
        int here = position;
        position = from;
        int limit = end;
        end = Math.max(to, end);
        quirks.add(place(), kind, value, from, new BitString(to - from, Octets.of(take(to - from))));
        position = here;
        end = limit;
    }
}
