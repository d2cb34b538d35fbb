package org.sallyport.protocol.h323;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.per.ArbitraryReader;
import org.sallyport.protocol.h323.per.PerResult;
import org.sallyport.protocol.h323.per.PerType;
import org.sallyport.protocol.h323.per.PerValue;
import org.sallyport.protocol.h323.text.MessageText;

/** Values of every type of the schema, of every shape that the types allow. */
class ArbitraryValuesTest {
    private static final int VALUES = 25;

    @Test
    void whatIsWrittenIsReadAsTheSameValue() {
        List<PerType<?>> types = AllTypes.named();
        assertThat(types).hasSizeGreaterThan(500);
        for (PerType<?> type : types) {
            for (int seed = 0; seed < VALUES; seed++) {
                assertReadsItself(type, seed);
            }
        }
    }

    private static <T extends PerValue> void assertReadsItself(PerType<T> type, int seed) {
        T value = ArbitraryReader.value(type, seed);
        Octets octets = type.encode(value);
        PerResult<T> result = type.decode(octets);
        assertThat(result).as("%s with seed %d: %s", type, seed, octets).isInstanceOf(PerResult.Decoded.class);
        PerResult.Decoded<T> message = (PerResult.Decoded<T>) result;
        assertThat(message.value()).as("%s with seed %d", type, seed).isEqualTo(value);
        assertThat(type.encode(message.value())).isEqualTo(octets);
        assertThat(MessageText.of(type.name(), value)).startsWith(type.name());
    }
}
