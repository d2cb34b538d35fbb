package org.sallyport.protocol.h323;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sallyport.protocol.h323.h225.H323UserInformation;
import org.sallyport.protocol.h323.h225.RasMessage;
import org.sallyport.protocol.h323.h245.MultimediaSystemControlMessage;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.per.PerResult;
import org.sallyport.protocol.h323.per.PerType;
import org.sallyport.protocol.h323.per.PerValue;
import org.sallyport.protocol.h323.per.Rewriter;

/** Every captured message is read completely and written back to the same octets, with all that is encoded within. */
class CorpusTest {
    @Test
    void everyRasMessageComesBackAsItWas() {
        List<Corpus.Row> rows = Corpus.rows("ras");
        assertThat(rows).hasSize(936).allSatisfy(row -> assertComesBack(RasMessage.TYPE, row.octets(), row.toString()));
    }

    @Test
    void everyUserUserPartComesBackAsItWas() {
        List<Corpus.Row> rows = Corpus.rows("q931");
        assertThat(rows)
                .hasSize(353)
                .allSatisfy(row ->
                        assertComesBack(H323UserInformation.TYPE, Corpus.userUser(row.octets()), row.toString()));
    }

    @Test
    void everyControlMessageComesBackAsItWas() {
        List<Corpus.Row> rows = Corpus.rows("h245");
        assertThat(rows)
                .hasSize(138)
                .allSatisfy(row -> assertComesBack(MultimediaSystemControlMessage.TYPE, row.octets(), row.toString()));
    }

    @Test
    void partsEncodedWithinOthersAreFound() {
        AtomicInteger parts = new AtomicInteger();
        for (Corpus.Row row : Corpus.rows("q931")) {
            PerValue value = decoded(H323UserInformation.TYPE, Corpus.userUser(row.octets()), row.toString());
            value.rewriteMembers(new PartsWithin(row.toString(), parts));
        }
        assertThat(parts).hasValueGreaterThan(400);
    }

    /** Written as if the value had been made here: nothing of how it came is at hand. */
    private static <T extends PerValue> void assertComesBack(PerType<T> type, Octets octets, String where) {
        T value = decoded(type, octets, where);
        assertThat(type.encode(value)).as(where).isEqualTo(octets);
        value.rewriteMembers(new PartsWithin(where, new AtomicInteger()));
    }

    private static <T extends PerValue> T decoded(PerType<T> type, Octets octets, String where) {
        PerResult<T> result = type.decode(octets);
        assertThat(result).as(where).isInstanceOf(PerResult.Decoded.class);
        return ((PerResult.Decoded<T>) result).value();
    }

    /** Asserts the same of all that is within. */
    private record PartsWithin(String where, AtomicInteger parts) implements Rewriter {
        @Override
        @SuppressWarnings("unchecked") // nothing is put in another's place
        public <T extends PerValue> @Nullable T rewrite(T value) {
            return (T) value.rewriteMembers(this);
        }

        @Override
        public Octets rewrite(Octets octets, PerType<?> type) {
            assertComesBack(type, octets, where + ": " + type);
            parts.incrementAndGet();
            return octets;
        }
    }
}
