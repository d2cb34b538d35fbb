package org.sallyport.protocol.h323.per;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.h323.octets.Octets;

/** Bits and octets of a message being written; what came oddly in the same place is written as it came. */
abstract sealed class BitWriter extends PerPath permits PerWriter {
    /** How the message came that this one replaces, if there was something odd about it. */
    final @Nullable Quirks quirks;

    /** What was written, and zeros behind it. */
    byte[] data;

    /** The next bit. */
    int position;

    /** With room for so many octets, which grows. */
    BitWriter(@Nullable Quirks quirks, int room) {
        this.quirks = quirks;
        this.data = new byte[room];
    }

    @Override
    int position() {
        return position;
    }

    final void ensure(int bits) {
        int needed = ((position + bits + 7) >> 3) + 8;
        if (needed > data.length) {
            if (needed > 4 * PerLimits.MESSAGE_OCTETS) {
                throw failure("a message of more than " + PerLimits.MESSAGE_OCTETS + " octets");
            }
            data = Arrays.copyOf(data, Math.max(needed, data.length * 2));
        }
    }

    /** One bit: BOOLEAN (section 12), extension bits (13.2, 14.3, 19.1, 23.5). */
    public final void bit(boolean bit) {
        ensure(1);
        if (bit) {
            data[position >> 3] |= (byte) (0x80 >> (position & 7));
        }
        position++;
    }

    /** A bit-field of at most 56 bits (section 11.3.1). */
    public final void bits(long bits, int count) {
        ensure(count);
        int left = count;
        while (left > 0) {
            int room = 8 - (position & 7);
            int width = Math.min(room, left);
            long part = (bits >>> (left - width)) & ((1L << width) - 1);
            data[position >> 3] |= (byte) (part << (room - width));
            position += width;
            left -= width;
        }
    }

    final void align(Quirks.Kind kind) {
        int gap = -position & 7;
        if (gap != 0 && !asItCame(kind, gap)) {
            position += gap;
            ensure(0);
        }
    }

    /** Writes what came in this place when it stood for the same value. */
    final boolean asItCame(Quirks.Kind kind, long value) {
        if (quirks == null) {
            return false;
        }
        BitString came = quirks.find(place(), kind, value, position);
        if (came == null) {
            return false;
        }
        put(came.octets(), 0, came.length());
        return true;
    }

    /** So many bits of what begins at an octet. */
    final void put(Octets octets, int from, int bits) {
        ensure(bits);
        if ((position & 7) == 0 && from == 0 && bits == octets.length() * 8) {
            octets.copyTo(data, position >> 3);
            position += bits;
            return;
        }
        for (int i = 0; i < bits; i += 8) {
            int width = Math.min(8, bits - i);
            bits(octets.at(from + i / 8) >>> (8 - width), width);
        }
    }

    static int octets(long unsigned) {
        return Math.max(1, (71 - Long.numberOfLeadingZeros(unsigned)) >> 3);
    }

    final void unsigned(long value, int octets) {
        if (octets > 4) {
            bits(value >>> 32, (octets - 4) * 8);
        }
        bits(value & 0xffff_ffffL, Math.min(octets, 4) * 8);
    }

    /** Fills the last octet of what began at {@code start}, which has one octet at least (section 11.1.3). */
    final void end(Quirks.Kind kind, int start) {
        if (!asItCame(kind, 0)) {
            position += position == start ? 8 : -position & 7;
            ensure(0);
        }
    }
}
