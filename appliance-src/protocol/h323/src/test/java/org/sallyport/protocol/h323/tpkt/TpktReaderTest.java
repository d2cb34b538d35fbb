package org.sallyport.protocol.h323.tpkt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.protocol.h323.octets.Hex;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.tpkt.Tpkt.Fault;
import org.sallyport.protocol.h323.tpkt.Tpkt.Invalid;
import org.sallyport.protocol.h323.tpkt.Tpkt.KeepAlive;
import org.sallyport.protocol.h323.tpkt.Tpkt.Message;

class TpktReaderTest {
    private static final int LIMIT = 4000;

    private final TpktReader reader = new TpktReader(LIMIT);

    private List<Tpkt> take(String hex) {
        return reader.take(ByteBuffer.wrap(Hex.bytes(hex)));
    }

    private static Message message(String hex) {
        return new Message(Hex.octets(hex), 0);
    }

    @Test
    void findsManyPacketsInOneSegment() {
        assertThat(take("03000005 aa  03000006 bbcc  03000005 dd"))
                .containsExactly(message("aa"), message("bbcc"), message("dd"));
        assertThat(reader.isBetweenPackets()).isTrue();
    }

    @Test
    void waitsForWhatIsMissing() {
        assertThat(take("03")).isEmpty();
        assertThat(reader.isBetweenPackets()).isFalse();
        assertThat(take("000007")).isEmpty();
        assertThat(take("aabb")).isEmpty();
        assertThat(reader.isBetweenPackets()).isFalse();
        assertThat(take("cc 0300")).containsExactly(message("aabbcc"));
        assertThat(take("0005 dd")).containsExactly(message("dd"));
        assertThat(reader.isBetweenPackets()).isTrue();
    }

    @Test
    void keepsTheReservedOctetThatSomeSet() {
        assertThat(take("03ff0005 aa")).containsExactly(new Message(Hex.octets("aa"), 0xff));
    }

    @ParameterizedTest
    @CsvSource({"03000004, EMPTY", "03010004, EMPTY", "00030400, TANDBERG", "00030004, TANDBERG"})
    void knowsKeepAlives(String hex, KeepAlive.Form form) {
        assertThat(take(hex + "03000005 aa")).containsExactly(new KeepAlive(form), message("aa"));
        assertThat(Fault.values()).allMatch(fault -> reader.count(fault) == 0);
    }

    @ParameterizedTest
    @CsvSource({
        "16030100, WRONG_VERSION",
        "00030005, WRONG_VERSION",
        "00020400, WRONG_VERSION",
        "04000005, WRONG_VERSION",
        "03000003, LENGTH_BELOW_HEADER",
        "03000000, LENGTH_BELOW_HEADER"
    })
    void namesWhatIsNoPacketAndLooksForTheNextBehindIt(String header, Fault fault) {
        assertThat(take(header + "03000005 aa")).containsExactly(new Invalid(fault, Hex.octets(header)), message("aa"));
        assertThat(reader.count(fault)).isOne();
    }

    @Test
    void passesOverWhatIsLongerThanItsLimit() {
        byte[] tooLong = Tpkt.write(Octets.of(new byte[LIMIT + 1]));
        List<Tpkt> found = new ArrayList<>(reader.take(ByteBuffer.wrap(tooLong, 0, 100)));
        assertThat(reader.isBetweenPackets()).isFalse();
        found.addAll(reader.take(ByteBuffer.wrap(tooLong, 100, tooLong.length - 100)));
        found.addAll(take("03000005 aa"));
        assertThat(found).containsExactly(new Invalid(Fault.LONGER_THAN_LIMIT, Hex.octets("03000fa5")), message("aa"));
        assertThat(reader.count(Fault.LONGER_THAN_LIMIT)).isOne();
        assertThat(reader.count(Fault.WRONG_VERSION)).isZero();
    }

    @Test
    void takesTheLongestThatFits() {
        Message longest = new Message(Octets.of(new byte[LIMIT]), 0);
        assertThat(reader.take(ByteBuffer.wrap(Tpkt.write(longest)))).containsExactly(longest);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Tpkt.MAX_PAYLOAD + 1})
    void refusesLimitsThatNoPacketHas(int limit) {
        assertThatThrownBy(() -> new TpktReader(limit))
                .hasMessage("maxPayload is " + limit + ", it must be from 1 to 65531");
    }

    @Test
    void refusesToWriteWhatDoesNotFit() {
        assertThat(Tpkt.write(Octets.of(new byte[Tpkt.MAX_PAYLOAD]))).hasSize(0xffff);
        assertThatThrownBy(() -> Tpkt.write(Octets.of(new byte[Tpkt.MAX_PAYLOAD + 1])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Tpkt.write(Octets.EMPTY)).isEqualTo(Hex.bytes("03000004"));
        assertThat(Tpkt.write(new Message(Hex.octets("aa"), 7))).isEqualTo(Hex.bytes("03070005 aa"));
    }

    /** The property of every reader of a stream: where segments end does not matter. */
    @Test
    void findsTheSameWhereverTheStreamIsCut() {
        Random random = new Random(1006);
        for (int i = 0; i < 300; i++) {
            byte[] stream = stream(random);
            List<Tpkt> whole = new TpktReader(LIMIT).take(ByteBuffer.wrap(stream));
            assertThat(cut(stream, () -> 1)).isEqualTo(whole);
            assertThat(cut(stream, () -> random.nextInt(1, 9))).isEqualTo(whole);
            assertThat(cut(stream, () -> random.nextInt(1, 3000))).isEqualTo(whole);
        }
    }

    private static List<Tpkt> cut(byte[] stream, IntSupplier lengths) {
        TpktReader reader = new TpktReader(LIMIT);
        List<Tpkt> found = new ArrayList<>();
        int at = 0;
        while (at < stream.length) {
            int length = Math.min(lengths.getAsInt(), stream.length - at);
            found.addAll(reader.take(ByteBuffer.wrap(stream, at, length)));
            at += length;
        }
        return found;
    }

    private static byte[] stream(Random random) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = random.nextInt(1, 8); i > 0; i--) {
            byte[] payload = new byte[random.nextInt(1, random.nextBoolean() ? 40 : LIMIT + 500)];
            random.nextBytes(payload);
            stream.writeBytes(
                    switch (random.nextInt(6)) {
                        case 0 -> Hex.bytes("03000004");
                        case 1 -> Hex.bytes("00030400");
                        case 2 -> Hex.bytes("0300000" + random.nextInt(4));
                        case 3 -> Hex.bytes("160301ff");
                        default -> Tpkt.write(new Message(Octets.of(payload), random.nextInt(256)));
                    });
        }
        return stream.toByteArray();
    }
}
