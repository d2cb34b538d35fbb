package org.sallyport.protocol.h323.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.sallyport.protocol.h323.octets.Octets;

/** Damages messages in the ways that readers of lengths, counts and choices fall for. */
final class Mutator {
    /** Values at which lengths and counts of PER and Q.931 change their form or their sign. */
    private static final int[] EDGES = {
        0x00, 0x01, 0x3f, 0x40, 0x7e, 0x7f, 0x80, 0x81, 0xbf, 0xc0, 0xc1, 0xc4, 0xfe, 0xff
    };

    private static final int MOST_EDITS = 6;
    private static final int LONGEST_RUN = 64;

    private final List<Octets> corpus;
    private final RandomGenerator random;

    Mutator(List<Octets> corpus, RandomGenerator random) {
        this.corpus = corpus;
        this.random = random;
    }

    /** One of the corpus with one to six edits. */
    byte[] next() {
        byte[] message = any().toArray();
        for (int edits = random.nextInt(1, MOST_EDITS + 1); edits > 0; edits--) {
            message = message.length == 0 ? any().toArray() : edit(message);
        }
        return message;
    }

    private Octets any() {
        return corpus.get(random.nextInt(corpus.size()));
    }

    private byte[] edit(byte[] message) {
        int at = random.nextInt(message.length);
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> set(message, at, message[at] ^ 1 << random.nextInt(8));
            case 3 -> set(message, at, random.nextInt(256));
            case 4, 5 -> set(message, at, EDGES[random.nextInt(EDGES.length)]);
            case 6 -> set(message, at, message[at] + (random.nextBoolean() ? 1 : -1));
            case 7 -> Arrays.copyOf(message, at);
            case 8 -> repeat(message, at);
            default -> splice(message, at);
        };
    }

    private static byte[] set(byte[] message, int at, int value) {
        message[at] = (byte) value;
        return message;
    }

    /** A run removed, or there twice. */
    private byte[] repeat(byte[] message, int at) {
        int length = Math.min(random.nextInt(1, LONGEST_RUN), message.length - at);
        return random.nextBoolean() ? join(message, at, message, at + length) : join(message, at + length, message, at);
    }

    /** The beginning of one message, the end of another. */
    private byte[] splice(byte[] message, int at) {
        byte[] other = any().toArray();
        return join(message, at, other, random.nextInt(other.length + 1));
    }

    private static byte[] join(byte[] head, int headEnd, byte[] tail, int tailStart) {
        byte[] joined = Arrays.copyOf(head, headEnd + tail.length - tailStart);
        System.arraycopy(tail, tailStart, joined, headEnd, tail.length - tailStart);
        return joined;
    }
}
