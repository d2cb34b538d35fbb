package org.sallyport.protocol.h323.q931;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.protocol.h323.octets.Hex;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.q931.InformationElement.SingleOctet;
import org.sallyport.protocol.h323.q931.InformationElement.Variable;
import org.sallyport.protocol.h323.q931.Q931Result.Decoded;
import org.sallyport.protocol.h323.q931.Q931Result.Malformed;

class Q931MessageTest {
    private static final String SETUP =
            "08 02 1234 05  a1  04 03 8893a5  28 06 616c69636500  6c 04 00a13432  70 03 c13130  7e 0004 05 20a0c0";

    private static Q931Message read(String hex) {
        return ((Decoded) Q931Message.read(Hex.bytes(hex))).message();
    }

    @Test
    void readsEachPartOfASetup() {
        Q931Message setup = read(SETUP);
        assertThat(setup.type()).isEqualTo(MessageType.SETUP);
        assertThat(setup.callReference()).isEqualTo(CallReference.of(0x1234));
        assertThat(setup.elements().getFirst()).isEqualTo(new SingleOctet(0xa1));
        assertThat(setup.elements()).hasSize(6);
        assertThat(setup.display().orElseThrow().text()).isEqualTo("alice");
        assertThat(setup.display().orElseThrow().characters()).isEqualTo(Hex.octets("616c69636500"));
        assertThat(setup.callingPartyNumber().orElseThrow().digits()).isEqualTo("42");
        assertThat(setup.calledPartyNumber().orElseThrow().digits()).isEqualTo("10");
        assertThat(setup.userUser()).contains(UserUser.h323(Hex.octets("20a0c0")));
        assertThat(setup.cause()).isEmpty();
        assertThat(setup.write()).isEqualTo(Hex.bytes(SETUP));
    }

    @ParameterizedTest
    @CsvSource({
        "08 00 62, 0, false, 0",
        "08 01 00 62, 1, false, 0",
        "08 01 ff 62, 1, true, 127",
        "08 01 05 62, 1, false, 5",
        "08 02 0000 62, 2, false, 0",
        "08 02 8000 62, 2, true, 0",
        "08 02 7fff 62, 2, false, 32767",
        "08 02 92f4 62, 2, true, 4852"
    })
    void readsCallReferencesOfEachLength(String hex, int length, boolean fromDestination, int value) {
        Q931Message facility = read(hex);
        assertThat(facility.callReference()).isEqualTo(new CallReference(length, fromDestination, value));
        assertThat(facility.type()).isEqualTo(MessageType.FACILITY);
        assertThat(facility.write()).isEqualTo(Hex.bytes(hex));
    }

    @Test
    void keepsMessagesItDoesNotKnow() {
        Q931Message unknown = read("08 02 0001 46 79 01 80");
        assertThat(unknown.type()).isEqualTo(MessageType.UNKNOWN);
        assertThat(unknown.typeCode()).isEqualTo(0x46);
        assertThat(unknown.write()).isEqualTo(Hex.bytes("08 02 0001 46 79 01 80"));
    }

    @ParameterizedTest
    @CsvSource({
        "01, ALERTING",
        "02, CALL_PROCEEDING",
        "03, PROGRESS",
        "05, SETUP",
        "07, CONNECT",
        "0d, SETUP_ACKNOWLEDGE",
        "0f, CONNECT_ACKNOWLEDGE",
        "5a, RELEASE_COMPLETE",
        "62, FACILITY",
        "6e, NOTIFY",
        "75, STATUS_INQUIRY",
        "7b, INFORMATION",
        "7d, STATUS"
    })
    void knowsTheMessagesOfCallSignalling(String code, MessageType type) {
        assertThat(read("08 02 0001" + code).type()).isEqualTo(type);
        Q931Message ours = Q931Message.of(type, CallReference.of(1), List.of());
        assertThat(ours.write()).isEqualTo(Hex.bytes("08 02 0001" + code));
    }

    /** In another codeset 7e is no user-user element, and its length has one octet. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "96 7e 02 aabb 28 01 41", // locking, to codeset 6
                "9e 7e 02 aabb", // for one element, then user-user again
                "9e a1 7e 0001 05", // a single octet takes the shift of one element
                "95 28 01 80 90 7e 0002 0520" // there and back
            })
    void followsShiftsOfTheCodeset(String elements) {
        String hex = "08 02 0001 05" + elements;
        assertThat(read(hex).write()).isEqualTo(Hex.bytes(hex));
    }

    @Test
    void tellsElementsOfOtherCodesetsApart() {
        Q931Message message = read("08 02 0001 05 9d 28 01 42 28 01 43 96 28 01 44");
        assertThat(message.display()).contains(Display.of("C"));
        assertThat(message.elements())
                .contains(new Variable(5, 0x28, Hex.octets("42")), new Variable(6, 0x28, Hex.octets("44")));
    }

    @ParameterizedTest
    @CsvSource({
        "'', message, 0, ends before the call reference",
        "08, message, 0, ends before the call reference",
        "03 02 0001 05, protocol discriminator, 0, not that of Q.931",
        "08 03 000001 05, call reference, 1, longer than 2 octets",
        "08 12 0001 05, call reference, 1, longer than 2 octets",
        "08 02 00, message type, 3, missing",
        "08 02 0001, message type, 4, missing",
        "08 02 0001 00 05, message type, 4, 'an escape to national ones, which H.323 has not'",
        "08 02 0001 05 28, information element 40 of codeset 0, 5, ends within its length",
        "08 02 0001 05 28 02 41, information element 40 of codeset 0, 5, announces 2 octets where 1 are left",
        "08 02 0001 05 a1 7e 00, information element 126 of codeset 0, 6, ends within its length",
        "08 02 0001 05 a1 7e 0100 05, information element 126 of codeset 0, 6, announces 256 octets where 1 are left",
        "08 02 0001 05 96 7e 02 01, information element 126 of codeset 6, 6, announces 2 octets where 1 are left"
    })
    void saysWhereAndWhyOctetsAreNoMessage(String hex, String field, int offset, String reason) {
        assertThat(Q931Message.read(Hex.bytes(hex))).isEqualTo(new Malformed(field, offset, reason));
    }

    @Test
    void takesNoMoreElementsThanItsLimit() {
        String most = "08 02 0001 05" + "a1".repeat(Q931Message.MAX_ELEMENTS);
        assertThat(read(most).elements()).hasSize(Q931Message.MAX_ELEMENTS);
        assertThat(Q931Message.read(Hex.bytes(most + "a1")))
                .isEqualTo(new Malformed("information elements", 5 + 256, "more than 256 of them"));
        assertThat(Q931Message.read(new byte[Q931Message.MAX_LENGTH + 1]))
                .isEqualTo(new Malformed("message", 0, "longer than 65531 octets"));
    }

    @Test
    void replacesAnElementInItsPlaceAndNothingElse() {
        Q931Message changed =
                read(SETUP).with(ElementType.DISPLAY, Display.of("bob").characters());
        assertThat(changed.write()).isEqualTo(Hex.bytes(SETUP.replace("28 06 616c69636500", "28 03 626f62")));
        assertThat(read(SETUP).withCallReference(CallReference.of(7).reversed()).write())
                .isEqualTo(Hex.bytes(SETUP.replace("1234", "8007")));
        assertThat(read(SETUP).without(ElementType.USER_USER).write())
                .isEqualTo(Hex.bytes(SETUP.replace("7e 0004 05 20a0c0", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "'', '1e 02 8188'",
        "a1 28 01 41, a1 1e 02 8188 28 01 41",
        "04 03 8893a5, 04 03 8893a5 1e 02 8188",
        "7e 0001 05, 1e 02 8188 7e 0001 05",
        "96 04 01 80, 1e 02 8188 96 04 01 80"
    })
    void addsAnElementWhereItsIdentifierBelongs(String elements, String expected) {
        ProgressIndicator inBand = new ProgressIndicator(0, 1, 8);
        assertThat(read("08 02 0001 03" + elements)
                        .with(ElementType.PROGRESS_INDICATOR, inBand.write())
                        .write())
                .isEqualTo(Hex.bytes("08 02 0001 03" + expected));
    }

    @Test
    void refusesToWriteWhatNoReaderWouldTake() {
        Octets tooLong = Octets.of(new byte[256]);
        assertThatThrownBy(() -> Variable.of(ElementType.DISPLAY, tooLong))
                .hasMessage("element 40 with 256 octets, it holds 255");
        assertThat(Variable.of(ElementType.USER_USER, tooLong).encodedLength()).isEqualTo(259);
        assertThatThrownBy(() -> new SingleOctet(0x7f)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CallReference(1, false, 128))
                .hasMessage("call reference 128, one of 1 octets is 0 to 127");
        assertThatThrownBy(() -> CallReference.of(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CallReference(0, true, 0)).isInstanceOf(IllegalArgumentException.class);
        Q931Message huge = Q931Message.of(
                MessageType.FACILITY,
                CallReference.GLOBAL,
                Collections.nCopies(2, Variable.of(ElementType.USER_USER, Octets.of(new byte[40_000]))));
        assertThatThrownBy(huge::write).hasMessage("message of 80011 octets, a TPKT carries 65531");
    }

    /** What is written is read as the same message, whatever elements it has. */
    @Test
    void readsWhatItWrites() {
        Random random = new Random(931);
        for (int i = 0; i < 5_000; i++) {
            Q931Message message = generated(random);
            assertThat(Q931Message.read(message.write())).isEqualTo(new Decoded(message));
        }
    }

    private static Q931Message generated(Random random) {
        int length = random.nextInt(3);
        CallReference reference = length == 0
                ? CallReference.NONE
                : new CallReference(length, random.nextBoolean(), random.nextInt(1 << (8 * length - 1)));
        List<InformationElement> elements = new ArrayList<>();
        int locked = 0;
        for (int i = random.nextInt(10); i > 0; i--) {
            int codeset = locked;
            if (random.nextInt(5) == 0) {
                codeset = random.nextInt(8);
                boolean locking = random.nextBoolean();
                elements.add(new SingleOctet((locking ? 0x90 : 0x98) | codeset));
                locked = locking ? codeset : locked;
            }
            byte[] content = new byte[random.nextInt(random.nextBoolean() ? 256 : 4)];
            random.nextBytes(content);
            elements.add(
                    random.nextInt(6) == 0
                            ? new SingleOctet(0xa0 | random.nextInt(16))
                            : new Variable(codeset, random.nextInt(128), Octets.of(content)));
        }
        return new Q931Message(reference, random.nextInt(1, 256), List.copyOf(elements));
    }

    @Test
    void survivesArbitraryOctets() {
        Random random = new Random(225);
        int decoded = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] octets = new byte[random.nextInt(60)];
            random.nextBytes(octets);
            if (octets.length > 1) {
                octets[0] = Q931Message.PROTOCOL_DISCRIMINATOR;
                octets[1] = (byte) random.nextInt(4);
            }
            if (Q931Message.read(octets.clone()) instanceof Decoded(Q931Message message)) {
                assertThat(message.write()).isEqualTo(octets);
                decoded++;
            }
        }
        assertThat(decoded).isGreaterThan(1_000);
    }
}
