package org.sallyport.media.privacy;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * SipHash-2-4 (Aumasson and Bernstein, 2012): a keyed function of short texts that nobody can foretell without the key. Used
 * by one thread.
 */
final class SipHash {
    private static final int WORD = 8;
    private static final int ROUNDS_A_WORD = 2;
    private static final int LAST_ROUNDS = 4;

    private final long key0;
    private final long key1;
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    SipHash(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    /** Of a stretch of memory. */
    long of(MemorySegment memory, long at, int length) {
        begin();
        int whole = length / WORD * WORD;
        for (int i = 0; i < whole; i += WORD) {
            take(word(memory, at + i, WORD));
        }
        return end(word(memory, at + whole, length - whole) | ((long) length << 56));
    }

    /** Of two numbers. */
    long of(long first, long second) {
        begin();
        take(first);
        take(second);
        return end((2L * WORD) << 56);
    }

    /** Octets as a little-endian number, so that no alignment is asked for. */
    private static long word(MemorySegment memory, long at, int octets) {
        long word = 0;
        for (int i = octets - 1; i >= 0; i--) {
            word = (word << 8) | Byte.toUnsignedLong(memory.get(JAVA_BYTE, at + i));
        }
        return word;
    }

    private void begin() {
        v0 = key0 ^ 0x736f6d6570736575L;
        v1 = key1 ^ 0x646f72616e646f6dL;
        v2 = key0 ^ 0x6c7967656e657261L;
        v3 = key1 ^ 0x7465646279746573L;
    }

    private void take(long word) {
        v3 ^= word;
        rounds(ROUNDS_A_WORD);
        v0 ^= word;
    }

    private long end(long lastWord) {
        take(lastWord);
        v2 ^= 0xff;
        rounds(LAST_ROUNDS);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private void rounds(int count) {
        for (int i = 0; i < count; i++) {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
