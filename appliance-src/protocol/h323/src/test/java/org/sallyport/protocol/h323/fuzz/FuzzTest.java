package org.sallyport.protocol.h323.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sallyport.protocol.h323.capture.Capture;
import org.sallyport.protocol.h323.capture.CapturedMessage;
import org.sallyport.protocol.h323.capture.CapturedMessage.Kind;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.q931.Q931Message;
import org.sallyport.protocol.h323.q931.Q931Result;
import org.sallyport.protocol.h323.tpkt.Tpkt;
import org.sallyport.protocol.h323.tpkt.TpktReader;

/**
 * Nothing that a peer sends may end, hold up or fill the process. How many inputs are read of each kind is the system
 * property {@code fuzz.inputs}.
 */
class FuzzTest {
    private static final long INPUTS = Long.getLong("fuzz.inputs", 20_000);

    private static final List<Capture> CAPTURES = Capture.all();

    private static List<Octets> corpus(Kind kind) {
        return CAPTURES.stream()
                .flatMap(capture -> capture.messages().stream())
                .filter(message -> message.kind() == kind)
                .map(CapturedMessage::octets)
                .distinct()
                .toList();
    }

    private static void fuzz(Target target, List<Octets> corpus) {
        assertThat(corpus).allMatch(message -> target.read(message.toArray()));
        Fuzzing.Figures figures = Fuzzing.run(target, new Mutator(corpus, new Random(323)), INPUTS);
        System.out.println(figures);
        assertThat(figures.messages()).isBetween(INPUTS / 100, INPUTS - INPUTS / 100);
    }

    @Test
    void callSignalling() {
        fuzz(FuzzTest::readQ931, corpus(Kind.Q931));
    }

    @Test
    void streams() {
        List<Octets> packets = corpus(Kind.Q931).stream()
                .map(message -> Octets.of(Tpkt.write(message)))
                .toList();
        fuzz(FuzzTest::readStream, packets);
    }

    private static boolean readQ931(byte[] octets) {
        return switch (Q931Message.read(octets.clone())) {
            case Q931Result.Decoded(Q931Message message) -> {
                Check.that(Arrays.equals(message.write(), octets), "another message was written");
                yield true;
            }
            case Q931Result.Malformed malformed -> {
                Check.that(malformed.offset() >= 0 && malformed.offset() <= octets.length, "the fault lies elsewhere");
                yield false;
            }
        };
    }

    private static boolean readStream(byte[] octets) {
        List<Tpkt> whole = new TpktReader(Tpkt.MAX_PAYLOAD).take(ByteBuffer.wrap(octets));
        TpktReader inHalves = new TpktReader(Tpkt.MAX_PAYLOAD);
        int middle = octets.length / 2;
        List<Tpkt> first = inHalves.take(ByteBuffer.wrap(octets, 0, middle));
        List<Tpkt> second = inHalves.take(ByteBuffer.wrap(octets, middle, octets.length - middle));
        Check.that(whole.size() == first.size() + second.size(), "the cut changed what was found");
        return whole.size() == 1 && Arrays.equals(octets, write(whole.getFirst()));
    }

    private static byte[] write(Tpkt packet) {
        return packet instanceof Tpkt.Message message ? Tpkt.write(message) : new byte[0];
    }
}
