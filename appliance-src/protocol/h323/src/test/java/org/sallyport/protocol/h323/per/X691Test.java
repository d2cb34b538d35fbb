package org.sallyport.protocol.h323.per;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.protocol.h323.octets.Hex;
import org.sallyport.protocol.h323.octets.Octets;

/** The examples of X.691 and encodings worked out from its clauses, written and read. */
class X691Test {
    /** Section 11.5.7: bit-field, one octet, two octets, number of octets before the octets. */
    @ParameterizedTest
    @CsvSource({
        "5, 5, 5, 00",
        "3, 0, 7, 60",
        "254, 0, 254, fe",
        "255, 0, 255, ff",
        "256, 0, 256, 0100",
        "65535, 0, 65535, ffff",
        "256, 1, 65536, 00ff",
        "0, 0, 65536, 0000",
        "256, 0, 65536, 400100",
        "4294967295, 1, 4294967295, c0fffffffe",
        "1, 1, 4294967295, 0000",
        "-1, -2, 1, 40"
    })
    void constrainedWholeNumbers(long value, long low, long high, String hex) {
        assertBothWays(hex, out -> out.integer(value, low, high), in -> in.integer(low, high), value);
    }

    /** Section 11.8 and the examples of 13.2.6. */
    @ParameterizedTest
    @CsvSource({
        "0, 0100",
        "127, 017f",
        "128, 020080",
        "-128, 0180",
        "-129, 02ff7f",
        "4096, 021000",
        "-1, 01ff",
        "9223372036854775807, 087fffffffffffffff",
        "-9223372036854775808, 088000000000000000"
    })
    void unconstrainedWholeNumbers(long value, String hex) {
        assertBothWays(hex, out -> out.integer(value), PerReader::integer, value);
    }

    /** Section 11.7. */
    @ParameterizedTest
    @CsvSource({"-1, -1, 0100", "127, -1, 0180", "128, 0, 0180", "65535, 0, 02ffff", "256, 1, 01ff"})
    void semiConstrainedWholeNumbers(long value, long low, String hex) {
        assertBothWays(hex, out -> out.integerFrom(value, low), in -> in.integerFrom(low), value);
    }

    /** Section 11.6. */
    @ParameterizedTest
    @CsvSource({"0, 00", "63, 7e", "64, 800140", "256, 80020100"})
    void normallySmallNumbers(int value, String hex) {
        assertBothWays(hex, out -> out.smallNumber(value), PerReader::smallNumber, value);
    }

    /** Section 13.1: outside of the root as an unconstrained number. */
    @ParameterizedTest
    @CsvSource({"2, 40", "9, 800109"})
    void extensibleNumbers(long value, String hex) {
        assertBothWays(hex, out -> out.extensibleInteger(value, 0, 3), in -> in.extensibleInteger(0, 3), value);
    }

    /** Section 17: two octets of fixed length stand where they fall, three begin an octet. */
    @Test
    void octetStrings() {
        Octets two = Hex.octets("abcd");
        assertBothWays("d5e680", afterBit(out -> out.octets(two, 2, 2)), pastBit(in -> in.octets(2, 2)), two);
        Octets three = Hex.octets("abcdef");
        assertBothWays("80abcdef", afterBit(out -> out.octets(three, 3, 3)), pastBit(in -> in.octets(3, 3)), three);
        assertBothWays("a0abcdef", afterBit(out -> out.octets(three, 1, 8)), pastBit(in -> in.octets(1, 8)), three);
        assertBothWays("8003abcdef", afterBit(out -> out.octets(three, 0, -1)), pastBit(in -> in.octets(0, -1)), three);
        assertBothWays(
                "80", afterBit(out -> out.octets(Octets.EMPTY, 0, 7)), pastBit(in -> in.octets(0, 7)), Octets.EMPTY);
    }

    /** Section 16: 16 bits of fixed length stand where they fall, 17 begin an octet. */
    @Test
    void bitStrings() {
        BitString sixteen = BitString.of(Hex.octets("abcd"));
        assertBothWays(
                "d5e680",
                afterBit(out -> out.bitString(sixteen, 16, 16)),
                pastBit(in -> in.bitString(16, 16)),
                sixteen);
        BitString seventeen = new BitString(17, Hex.octets("abcd80"));
        assertBothWays(
                "80abcd80",
                afterBit(out -> out.bitString(seventeen, 17, 17)),
                pastBit(in -> in.bitString(17, 17)),
                seventeen);
        BitString three = new BitString(3, Hex.octets("a0"));
        assertBothWays(
                "8003a0", afterBit(out -> out.bitString(three, 0, -1)), pastBit(in -> in.bitString(0, -1)), three);
    }

    /** Section 30.5: four bits for 11 and 13 characters, as indexes; eight for IA5String; sixteen for BMPString. */
    @Test
    void characterStrings() {
        assertBothWays(
                "0221",
                out -> out.string("10", Alphabet.NUMERIC, 0, -1),
                in -> in.string(Alphabet.NUMERIC, 0, -1),
                "10");
        Alphabet dialled = Alphabet.of("0123456789#*,");
        // in the order of codes: # * , 0 1 ... 9
        assertBothWays("0445c0", out -> out.string("129", dialled, 1, 128), in -> in.string(dialled, 1, 128), "129");
        assertBothWays(
                "04686921",
                out -> out.string("hi!", Alphabet.IA5, 1, 128),
                in -> in.string(Alphabet.IA5, 1, 128),
                "hi!");
        assertBothWays(
                "01006120ac",
                out -> out.string("a€", Alphabet.BMP, 1, 256),
                in -> in.string(Alphabet.BMP, 1, 256),
                "a€");
        // one character of eight bits, never more than one: section 30.5.7, not aligned
        assertBothWays(
                "b080",
                afterBit(out -> out.string("a", Alphabet.IA5, 1, 1)),
                pastBit(in -> in.string(Alphabet.IA5, 1, 1)),
                "a");
        assertThatThrownBy(() -> write(out -> out.string("x", dialled, 1, 128)))
                .hasMessageContaining("character 120 is not one of 0123456789#*,");
    }

    /** Section 11.9.3.8: 16K units a block, four blocks at most, a last fragment even when nothing is left. */
    @Test
    void fragments() {
        assertFragments(16_383, "bfff", 2);
        assertFragments(16_384, "c1", 1);
        assertFragments(60_000, "c3", 1);
        Octets exact = Octets.of(new byte[16_384]);
        assertThat(write(out -> out.octets(exact, 0, -1)).toString())
                .endsWith("00")
                .hasSize(2 * (1 + 16_384 + 1));
    }

    private static void assertFragments(int length, String beginning, int headers) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) (i * 31);
        }
        Octets value = Octets.of(octets);
        Octets written = write(out -> out.octets(value, 0, -1));
        assertThat(written.toString()).startsWith(beginning);
        assertThat(written.length()).isGreaterThanOrEqualTo(length + headers);
        assertThat(new PerReader(written.toArray()).octets(0, -1)).isEqualTo(value);
    }

    @Test
    void openTypesInFragments() {
        Octets value = Octets.of(new byte[20_000]);
        Octets written = write(out -> {
            out.open();
            out.octets(value, 0, -1);
            out.close();
            out.integer(77, 0, 255);
        });
        assertThat(written.toString()).startsWith("c1c1");
        PerReader in = new PerReader(written.toArray());
        in.open();
        assertThat(in.octets(0, -1)).isEqualTo(value);
        in.close();
        assertThat(in.integer(0, 255)).isEqualTo(77);
    }

    /** Section 20. */
    @Test
    void lists() {
        List<Long> values = List.of(1L, 2L, 3L);
        assertBothWays(
                "9b",
                out -> out.list(values, 1, 4, (o, value) -> o.integer(value, 0, 3)),
                in -> in.list(1, 4, e -> e.integer(0, 3)),
                values);
        assertBothWays(
                "036c",
                out -> out.list(values, 0, -1, (o, value) -> o.integer(value, 0, 3)),
                in -> in.list(0, -1, e -> e.integer(0, 3)),
                values);
    }

    /** X.691, annex A.1: the personnel record without constraints, aligned. */
    @Test
    void thePersonnelRecordOfAnnexA() {
        Octets record = write(out -> {
            out.bit(true);
            name(out, "John", "P", "Smith");
            out.integer(51);
            visible(out, "Director");
            visible(out, "19710917");
            name(out, "Mary", "T", "Smith");
            out.list(List.of("Ralph/T/Smith/19571111", "Susan/B/Jones/19590717"), 0, -1, (o, child) -> {
                List<String> parts = List.of(child.split("/", -1));
                name(o, parts.get(0), parts.get(1), parts.get(2));
                visible(o, parts.get(3));
            });
        });
        assertThat(record).isEqualTo(Hex.octets("""
                                80044a6f 686e0150 05536d69 74680133 08446972 6563746f 72083139 37313039
                                3137044d 61727901 5405536d 69746802 0552616c 70680154 05536d69 74680831
                                39353731 31313105 53757361 6e014205 4a6f6e65 73083139 35393037 3137
                                """));
    }

    private static void name(PerWriter out, String given, String initial, String family) {
        visible(out, given);
        visible(out, initial);
        visible(out, family);
    }

    private static void visible(PerWriter out, String string) {
        out.string(string, Alphabet.IA5, 0, -1);
    }

    private static Consumer<PerWriter> afterBit(Consumer<PerWriter> writing) {
        return out -> {
            out.bit(true);
            writing.accept(out);
        };
    }

    private static <T> Function<PerReader, T> pastBit(Function<PerReader, T> reading) {
        return in -> {
            assertThat(in.bit()).isTrue();
            return reading.apply(in);
        };
    }

    private static Octets write(Consumer<PerWriter> writing) {
        PerWriter out = new PerWriter();
        writing.accept(out);
        return out.finish();
    }

    private static <T> void assertBothWays(
            String hex, Consumer<PerWriter> writing, Function<PerReader, T> reading, T value) {
        assertThat(write(writing)).isEqualTo(Hex.octets(hex));
        PerReader in = new PerReader(Hex.bytes(hex));
        assertThat(reading.apply(in)).isEqualTo(value);
        in.ended(Quirks.Kind.MESSAGE_END, 0);
        assertThat(in.quirks()).isNull();
    }
}
