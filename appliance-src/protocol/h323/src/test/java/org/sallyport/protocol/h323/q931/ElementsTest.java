package org.sallyport.protocol.h323.q931;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.protocol.h323.octets.Hex;
import org.sallyport.protocol.h323.octets.Octets;

class ElementsTest {
    private static Octets octets(String hex) {
        return Hex.octets(hex);
    }

    @Test
    void readsAndWritesNumbers() {
        PartyNumber called = PartyNumber.read(octets("c1 34393330")).orElseThrow();
        assertThat(called).isEqualTo(new PartyNumber(4, 1, OptionalInt.empty(), "4930"));
        assertThat(called.isRestricted()).isFalse();
        PartyNumber calling = PartyNumber.read(octets("11 a1 3432")).orElseThrow();
        assertThat(calling).isEqualTo(new PartyNumber(1, 1, OptionalInt.of(0x21), "42"));
        assertThat(calling.isRestricted()).isTrue();
        assertThat(calling.withDigits("7").write()).isEqualTo(octets("11 a1 37"));
        assertThat(called.write()).isEqualTo(octets("c1 34393330"));
        assertThat(PartyNumber.read(octets("80")).orElseThrow().digits()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"''", "00", "00 21", "00 21 32 b1"})
    void seesNoNumberWithoutItsHead(String hex) {
        assertThat(PartyNumber.read(octets(hex))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "88 90 a5, 8, 1",
        "88 91 a5, 8, 2",
        "88 93 a5, 8, 6",
        "88 95 a5, 8, 24",
        "88 97 a5, 8, 30",
        "88 18 86 a5, 8, 6",
        "89 98 ff a5, 9, 127"
    })
    void readsTheBandwidthOfACall(String hex, int capability, int channels) {
        BearerCapability bearer = BearerCapability.read(octets(hex)).orElseThrow();
        assertThat(bearer.transferCapability()).isEqualTo(capability);
        assertThat(bearer.channels()).hasValue(channels);
    }

    @Test
    void changesTheBandwidthAlone() {
        BearerCapability bearer = BearerCapability.read(octets("88 18 86 a5")).orElseThrow();
        assertThat(bearer.withMultiplier(30).content()).isEqualTo(octets("88 18 9e a5"));
        assertThatThrownBy(() -> bearer.withMultiplier(128)).hasMessage("rate multiplier 128, it is 1 to 127");
        BearerCapability speech = BearerCapability.read(octets("80 90 a3")).orElseThrow();
        assertThatThrownBy(() -> speech.withMultiplier(2)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void seesNoBandwidthWhereNoneIsCoded() {
        assertThat(BearerCapability.read(octets("88"))).isEmpty();
        assertThat(BearerCapability.read(octets("88 18")).orElseThrow().channels())
                .isEmpty();
        assertThat(BearerCapability.read(octets("88 c0")).orElseThrow().channels())
                .isEmpty();
    }

    @Test
    void readsAndWritesCauses() {
        Cause busy = Cause.read(octets("80 91")).orElseThrow();
        assertThat(busy).isEqualTo(Cause.of(CauseValue.USER_BUSY));
        assertThat(busy.write()).isEqualTo(octets("80 91"));
        Cause full = Cause.read(octets("2a 83 e6 333038")).orElseThrow();
        assertThat(full).isEqualTo(new Cause(1, 10, OptionalInt.of(3), 102, octets("333038")));
        assertThat(full.write()).isEqualTo(octets("2a 83 e6 333038"));
        assertThat(full.named()).isEmpty();
        assertThat(Cause.read(octets("80 90")).flatMap(Cause::named)).contains(CauseValue.NORMAL_CALL_CLEARING);
        assertThat(Cause.read(octets("80 80")).flatMap(Cause::named)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"''", "80", "00 03", "00 83", "00 03 11 91"})
    void seesNoCauseInLessThanItsOctets(String hex) {
        assertThat(Cause.read(octets(hex))).isEmpty();
    }

    @Test
    void knowsEachCauseByItsNumber() {
        for (CauseValue value : CauseValue.values()) {
            assertThat(CauseValue.of(value.code())).contains(value);
        }
        assertThat(CauseValue.of(0)).isEmpty();
    }

    @Test
    void readsAndWritesTheElementsOfFewOctets() {
        assertThat(ProgressIndicator.read(octets("81 88"))).contains(new ProgressIndicator(0, 1, 8));
        assertThat(new ProgressIndicator(0, 1, 8).write()).isEqualTo(octets("81 88"));
        assertThat(CallState.read(octets("0a"))).contains(new CallState(0, 10));
        assertThat(new CallState(3, 19).write()).isEqualTo(octets("d3"));
        assertThat(Signal.read(octets("3f"))).contains(new Signal(63));
        assertThat(new Signal(4).write()).isEqualTo(octets("04"));
        assertThat(KeypadFacility.read(octets("2a3123"))).isEqualTo(new KeypadFacility("*1#"));
        assertThat(new KeypadFacility("*1#").write()).isEqualTo(octets("2a3123"));
        assertThat(NotificationIndicator.read(octets("81"))).contains(new NotificationIndicator(1));
        assertThat(new NotificationIndicator(1).write()).isEqualTo(octets("81"));
        assertThat(new UserUser(4, octets("61")).write()).isEqualTo(octets("04 61"));
        assertThat(UserUser.read(octets("04 61")).orElseThrow().isH323()).isFalse();
    }

    @Test
    void seesNothingInElementsWithoutContent() {
        assertThat(ProgressIndicator.read(octets("81"))).isEmpty();
        assertThat(CallState.read(Octets.EMPTY)).isEmpty();
        assertThat(Signal.read(Octets.EMPTY)).isEmpty();
        assertThat(NotificationIndicator.read(Octets.EMPTY)).isEmpty();
        assertThat(UserUser.read(Octets.EMPTY)).isEmpty();
        assertThat(KeypadFacility.read(Octets.EMPTY).keys()).isEmpty();
    }
}
