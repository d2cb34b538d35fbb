package org.sallyport.protocol.h323.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sallyport.protocol.h323.Corpus;
import org.sallyport.protocol.h323.fuzz.Fuzzing.Figures;
import org.sallyport.protocol.h323.h225.H323UserInformation;
import org.sallyport.protocol.h323.h225.RasMessage;
import org.sallyport.protocol.h323.h245.MultimediaSystemControlMessage;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.tpkt.Tpkt;

/**
 * Nothing that a peer sends may end, hold up or fill the process, and what is a message is written back as it came. The
 * system property {@code fuzz.inputs} says how many inputs each of these tests reads; {@code fuzz.seed} where they begin.
 */
class FuzzTest {
    private static final long FEW_INPUTS = 10_000;
    private static final long INPUTS = Long.getLong("fuzz.inputs", FEW_INPUTS);
    private static final long SEED = Long.getLong("fuzz.seed", 323);

    @Test
    void ras() {
        fuzz(new PerTarget<>(RasMessage.TYPE), corpus("ras"));
    }

    @Test
    void callSignalling() {
        fuzz(new SignallingTarget(), corpus("q931"));
    }

    @Test
    void userInformation() {
        List<Octets> information = corpus("q931").stream().map(Corpus::userUser).toList();
        fuzz(new PerTarget<>(H323UserInformation.TYPE), information);
    }

    @Test
    void control() {
        fuzz(new PerTarget<>(MultimediaSystemControlMessage.TYPE), corpus("h245"));
    }

    @Test
    void streams() {
        List<Octets> packets = corpus("q931").stream()
                .map(message -> Octets.of(Tpkt.write(message)))
                .toList();
        fuzz(new StreamTarget(), packets);
    }

    private static List<Octets> corpus(String kind) {
        return Corpus.rows(kind).stream().map(Corpus.Row::octets).toList();
    }

    private static <M> void fuzz(Target<M> target, List<Octets> corpus) {
        for (Octets message : corpus) {
            byte[] octets = message.toArray();
            target.check(Objects.requireNonNull(target.read(octets)), octets);
        }
        Figures figures = new Fuzzing<>(target, new Mutator(corpus, new Random(SEED))).run(INPUTS);
        if (INPUTS > FEW_INPUTS) {
            System.out.println(target + " " + figures);
        }
        assertThat(figures.messages()).isGreaterThan(INPUTS / 100);
    }
}
