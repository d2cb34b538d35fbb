package org.sallyport.protocol.h323.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sallyport.protocol.h323.Corpus;
import org.sallyport.protocol.h323.octets.Hex;
import org.sallyport.protocol.h323.q931.Q931Message;
import org.sallyport.protocol.h323.q931.Q931Result.Decoded;

class SignallingTextTest {
    private static String text(byte[] octets) {
        return SignallingText.of(((Decoded) Q931Message.read(octets)).message());
    }

    @Test
    void showsTheElementsInTheirOrder() {
        assertThat(text(Hex.bytes("08 02 8007 5a a1 08 02 8090 28 03 626f00 6c 04 00a13432 96 28 01 41 04 03 8893a5")))
                .isEqualTo("""
                        release complete, call 7, from the destination
                          element a1
                          cause: 16 normal call clearing
                          display: "bo\\u0000"
                          calling party number: "42"
                          from here on codeset 6
                          element 40 of codeset 6: 41
                          element 4 of codeset 6: 8893a5
                        """);
    }

    @Test
    void showsWhatIsMalformedWithTheReason() {
        assertThat(text(Hex.bytes("08 00 46 08 01 80 7e 0002 0580")))
                .startsWith(
                        "message type 70, no call reference\n  cause: 80\n  user-user: 0580\n    H323-UserInformation");
    }

    @Test
    void showsEveryCapturedMessageWithWhatIsWithin() {
        assertThat(Corpus.rows("q931"))
                .allSatisfy(row -> assertThat(text(row.octets().toArray()))
                        .contains("\n  user-user: H323-UserInformation\n    h323-uu-pdu\n      h323-message-body: "));
    }
}
