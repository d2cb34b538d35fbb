package org.sallyport.protocol.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.sallyport.protocol.stun.MessageKey.Integrity;
import org.sallyport.protocol.stun.StunDecoding.Decoded;
import org.sallyport.protocol.stun.StunDecoding.Malformed;
import org.sallyport.protocol.stun.StunEncoder.Ending;

/**
 * Damaged messages are read or refused, never anything else, and what is read is written and read again as the same. A run
 * of the build takes a few; {@code -Dsallyport.fuzz.inputs} asks for more, {@code -Dsallyport.fuzz.seed} for others.
 */
final class FuzzTest {
    private static final int INPUTS = 100_000;
    private static final MessageKey KEY = new MessageKey(Integrity.SHA1, new byte[16]);

    @Test
    void readsOrRefusesEveryInput() {
        long inputs = Long.getLong("sallyport.fuzz.inputs", INPUTS);
        SplittableRandom random = new SplittableRandom(Long.getLong("sallyport.fuzz.seed", 5769));
        List<byte[]> corpus = corpus();
        int read = 0;
        int refused = 0;
        for (long i = 0; i < inputs; i++) {
            byte[] input = damaged(corpus.get(random.nextInt(corpus.size())), random);
            switch (StunDecoder.decode(input)) {
                case Decoded decoded -> {
                    read++;
                    assertSameWhenWritten(decoded, input);
                }
                case Malformed _ -> refused++;
            }
        }
        assertThat(read).isPositive();
        assertThat(refused).isPositive();
    }

    private static void assertSameWhenWritten(Decoded decoded, byte[] input) {
        boolean signed = decoded.isSignedWith(KEY);
        byte[] written = StunEncoder.encode(decoded.message(), signed ? KEY : null, Ending.PLAIN);
        Decoded again = (Decoded) StunDecoder.decode(written);
        if (!again.message().equals(decoded.message()) || again.isSignedWith(KEY) != signed) {
            throw new AssertionError(
                    "not the same when written: " + HexFormat.of().formatHex(input));
        }
    }

    /** Each attribute alone, all together, signed, ended by fingerprints, and not. */
    private static List<byte[]> corpus() {
        List<byte[]> corpus = new ArrayList<>();
        List<Attribute<?>> all = Samples.attributes();
        for (Attribute<?> attribute : all) {
            corpus.add(StunEncoder.encode(
                    StunMessage.of(StunClass.REQUEST, StunMethod.ALLOCATE, attribute), Ending.PLAIN));
        }
        StunMessage full = new StunMessage(StunClass.SUCCESS, StunMethod.REFRESH, TransactionId.random(), all);
        corpus.add(StunEncoder.encode(full, Ending.PLAIN));
        corpus.add(StunEncoder.encode(full, KEY, Ending.PLAIN));
        corpus.add(StunEncoder.encode(full, KEY, Ending.FINGERPRINT));
        return corpus;
    }

    private static byte[] damaged(byte[] sound, SplittableRandom random) {
        byte[] octets = sound.clone();
        for (int edits = random.nextInt(4); edits > 0; edits--) {
            int at = random.nextInt(octets.length);
            octets[at] = switch (random.nextInt(4)) {
                case 0 -> (byte) (octets[at] ^ (1 << random.nextInt(8)));
                case 1 -> (byte) random.nextInt(256);
                case 2 -> (byte) (octets[at] + 1);
                default -> (byte) 0;
            };
        }
        return random.nextInt(8) == 0 ? cut(octets, random) : octets;
    }

    /** Cut short at a word, with a header that says so, so that what is inside is looked at. */
    private static byte[] cut(byte[] octets, SplittableRandom random) {
        int body = random.nextInt((octets.length - StunMessage.HEADER_LENGTH) / 4 + 1) * 4;
        byte[] shorter = Arrays.copyOf(octets, StunMessage.HEADER_LENGTH + body);
        shorter[2] = (byte) (body >>> 8);
        shorter[3] = (byte) body;
        return shorter;
    }
}
