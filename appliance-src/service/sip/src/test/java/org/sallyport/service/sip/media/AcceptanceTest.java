package org.sallyport.service.sip.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which answers to a repeated offer the other party has to hear of. */
class AcceptanceTest {
    private static final String HEAD = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n";
    private static final String ALL = HEAD + "m=audio 4000 RTP/AVP 0 8\r\na=ptime:20\r\nm=video 4002 RTP/AVP 96\r\n";

    private static boolean isPlain(String offer, String answer, String told) {
        return Acceptance.isPlain(octets(offer), octets(answer), octets(told));
    }

    private static byte[] octets(String text) {
        return text.getBytes(ISO_8859_1);
    }

    @Test
    void isPlainWhenEverythingStaysAsItWas() {
        assertThat(isPlain(ALL, ALL, ALL)).isTrue();
    }

    @Test
    void isPlainWhenFewerFormatsAreNamedThanWereToldButAllThatWereOffered() {
        String offer = ALL.replace("0 8", "8");
        assertThat(isPlain(offer, offer, ALL)).isTrue();
    }

    @Test
    void isNotWhenAnOfferedFormatIsMissing() {
        assertThat(isPlain(ALL, ALL.replace("0 8", "8"), ALL)).isFalse();
    }

    @Test
    void isNotWhenALineIsDeclined() {
        assertThat(isPlain(ALL, ALL.replace("4002", "0"), ALL)).isFalse();
    }

    @Test
    void isPlainWhenALineWasDeclinedBefore() {
        String without = ALL.replace("4002", "0");
        assertThat(isPlain(without, without, ALL)).isTrue();
    }

    @Test
    void isPlainWhenTheDirectionFollowsTheOffer() {
        assertThat(isPlain(ALL + "a=sendonly\r\n", ALL + "a=recvonly\r\n", ALL)).isTrue();
    }

    @Test
    void isNotWhenTheOtherPartyIsPutOnHold() {
        assertThat(isPlain(ALL, ALL + "a=inactive\r\n", ALL)).isFalse();
        assertThat(isPlain(ALL, ALL.replace("c=IN IP4 192.0.2.1", "c=IN IP4 0.0.0.0"), ALL))
                .isFalse();
    }

    @Test
    void isNotWhenAKeyIsNew() {
        String old = ALL + "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:old\r\n";
        assertThat(isPlain(old, old, old)).isTrue();
        assertThat(isPlain(old, old.replace("old", "new"), old)).isFalse();
    }
}
