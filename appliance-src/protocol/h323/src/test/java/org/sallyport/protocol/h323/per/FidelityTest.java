package org.sallyport.protocol.h323.per;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.protocol.h323.h225.FacilityReason;
import org.sallyport.protocol.h323.h225.RasMessage;
import org.sallyport.protocol.h323.h225.RequestSeqNum;
import org.sallyport.protocol.h323.h225.UnregistrationConfirm;
import org.sallyport.protocol.h323.octets.Hex;
import org.sallyport.protocol.h323.octets.Octets;

/** What came oddly, or from a newer version, is written back as it came; an altered message differs only where it was altered. */
class FidelityTest {
    /** A confirm with number 5; its five additions that we know stay away. */
    private static final String CONFIRM = "1c 00 04";

    @Test
    void theCanonicalConfirmIsWhatWeWrite() {
        assertThat(decoded(CONFIRM).value()).isEqualTo(confirm(5));
        assertThat(altered(CONFIRM, 6)).isEqualTo(Hex.octets("1c 00 05"));
    }

    @Test
    void anAdditionOfANewerVersionStays() {
        // extension bit, 12 additions, the last one is there, of three octets
        String message = "1e 00 04 16 00 20 03 aabbcc";
        UnregistrationConfirm confirm = confirmed(decoded(message));
        assertThat(confirm.additions().declared()).isEqualTo(12);
        assertThat(confirm.additions().unknown()).containsExactly(new Additions.Unknown(11, Hex.octets("aabbcc")));
        assertThat(altered(message, 6)).isEqualTo(Hex.octets("1e 00 05 16 00 20 03 aabbcc"));
    }

    @Test
    void theBitmapOfAnOlderVersionKeepsItsLength() {
        // two additions declared, both are there: an empty list of tokens, an empty one of cryptoTokens
        String message = "1e 00 04 03 80 01 00 01 00";
        assertThat(confirmed(decoded(message)).tokens()).isEqualTo(List.of());
        assertThat(altered(message, 6)).isEqualTo(Hex.octets("1e 00 05 03 80 01 00 01 00"));
    }

    @Test
    void additionsThatWereAnnouncedAndNotSentStayAnnounced() {
        String message = "1e 00 04 02 00";
        assertThat(confirmed(decoded(message)).additions().empty()).isTrue();
        assertThat(altered(message, 6)).isEqualTo(Hex.octets("1e 00 05 02 00"));
    }

    @Test
    void lengthsInMoreOctetsThanTheyNeedStay() {
        String message = "1e 00 04 03 80 80 01 00 01 00";
        assertThat(altered(message, 6)).isEqualTo(Hex.octets("1e 00 05 03 80 80 01 00 01 00"));
    }

    @Test
    void octetsBehindTheEndOfAnOpenTypeStay() {
        String message = "1e 00 04 03 80 03 00 dead 01 00";
        assertThat(altered(message, 6)).isEqualTo(Hex.octets("1e 00 05 03 80 03 00 dead 01 00"));
    }

    @Test
    void anOpenTypeWithoutAnOctetStays() {
        assertThat(FacilityReason.TYPE.decode(Hex.octets("80 00")))
                .isInstanceOfSatisfying(
                        PerResult.Decoded.class,
                        message -> assertThat(message.encode()).isEqualTo(Hex.octets("80 00")));
    }

    @Test
    void paddingThatIsNotZeroStays() {
        String message = "1e 00 04 03 a1 01 00 01 00";
        assertThat(altered(message, 6)).isEqualTo(Hex.octets("1e 00 05 03 a1 01 00 01 00"));
    }

    @Test
    void octetsBehindTheMessageStay() {
        assertThat(altered(CONFIRM + "beef", 6)).isEqualTo(Hex.octets("1c 00 05 beef"));
    }

    @Test
    void anUnknownAlternativeStays() {
        // a RAS message behind the extension marker: the 41st of them, with two octets
        Octets message = Hex.octets("a8 02 1234");
        PerResult.Decoded<RasMessage> decoded = ok(RasMessage.TYPE.decode(message));
        assertThat(decoded.value()).isEqualTo(new RasMessage.Unknown(40, Hex.octets("1234")));
        assertThat(RasMessage.TYPE.encode(decoded.value())).isEqualTo(message);
    }

    @Test
    void whatWasAddedToAnOlderMessageIsDeclared() {
        UnregistrationConfirm older = confirmed(decoded("1e 00 04 03 80 01 00 01 00"));
        UnregistrationConfirm altered = older.toBuilder()
                .tokens(null)
                .cryptoTokens(null)
                .genericData(List.of())
                .build();
        Octets octets = RasMessage.TYPE.encode(new RasMessage.UnregistrationConfirm(altered));
        assertThat(confirmed(ok(RasMessage.TYPE.decode(octets))).genericData()).isEqualTo(List.of());
    }

    @Test
    void aValueThatWasMadeAnewKeepsAllThatWasOdd() {
        // a confirm with everything odd at once: padding, long lengths, trailing octets, a newer bitmap
        String message = "1e 00 04 17 80 21 80 03 00 dead 02 00 ff 03 aabbcc 77";
        PerResult.Decoded<RasMessage> decoded = decoded(message);
        RasMessage same = new RasMessage.UnregistrationConfirm(
                confirmed(decoded).toBuilder().build());
        assertThat(decoded.with(same).encode()).isEqualTo(Hex.octets(message));
    }

    private static RasMessage confirm(int number) {
        return new RasMessage.UnregistrationConfirm(UnregistrationConfirm.builder()
                .requestSeqNum(new RequestSeqNum(number))
                .build());
    }

    private static PerResult.Decoded<RasMessage> decoded(String hex) {
        return ok(RasMessage.TYPE.decode(Hex.octets(hex)));
    }

    private static <T extends PerValue> PerResult.Decoded<T> ok(PerResult<T> result) {
        assertThat(result).isInstanceOf(PerResult.Decoded.class);
        return (PerResult.Decoded<T>) result;
    }

    private static UnregistrationConfirm confirmed(PerResult.Decoded<RasMessage> message) {
        return ((RasMessage.UnregistrationConfirm) message.value()).value();
    }

    /** The message with another sequence number. */
    private static Octets altered(String hex, int number) {
        PerResult.Decoded<RasMessage> message = decoded(hex);
        assertThat(message.encode()).isEqualTo(Hex.octets(hex));
        UnregistrationConfirm altered = confirmed(message).toBuilder()
                .requestSeqNum(new RequestSeqNum(number))
                .build();
        return message.with(new RasMessage.UnregistrationConfirm(altered)).encode();
    }
}
