package org.sallyport.service.sip.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Bodies of several parts. */
class MultipartTest {
    private static final String TYPE = "multipart/mixed;boundary=\"b 1\"";
    private static final String BODY = String.join(
            "\r\n",
            "--b 1",
            "Content-Type: application/sdp",
            "",
            "v=0",
            "",
            "--b 1",
            "Content-Type: text/plain",
            "X: y",
            "",
            "hello",
            "--b 1--",
            "");

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void comesBackAsItWas() {
        Multipart body = Multipart.parse(TYPE, octets(BODY)).orElseThrow();
        assertThat(body.parts()).extracting(Multipart.Part::type).containsExactly("application/sdp", "text/plain");
        assertThat(new String(body.octets(), StandardCharsets.ISO_8859_1)).isEqualTo(BODY);
    }

    @Test
    void refusesBodyWithoutItsEnd() {
        assertThat(Multipart.parse(TYPE, octets("--b 1\r\n\r\nhello\r\n"))).isEmpty();
    }

    @Test
    void refusesMorePartsThanSignallingNeeds() {
        assertThat(Multipart.parse(TYPE, octets("--b 1\r\n\r\nx\r\n".repeat(40) + "--b 1--\r\n")))
                .isEmpty();
    }
}
