package org.sallyport.protocol.h323.q931;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.protocol.h323.capture.Capture;
import org.sallyport.protocol.h323.capture.CapturedMessage;
import org.sallyport.protocol.h323.capture.CapturedMessage.Kind;
import org.sallyport.protocol.h323.q931.Q931Result.Decoded;

/** Each message of call signalling that was captured. */
class Q931CaptureTest {
    static List<Capture> captures() {
        return Capture.all();
    }

    private static Q931Message read(CapturedMessage captured) {
        return ((Decoded) Q931Message.read(captured.octets().toArray())).message();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void writesWhatItReadOctetForOctet(Capture capture) {
        assertThat(capture.messages())
                .filteredOn(captured -> captured.kind() == Kind.Q931)
                .allSatisfy(captured -> {
                    Q931Message message = read(captured);
                    assertThat(message.type()).isNotEqualTo(MessageType.UNKNOWN);
                    assertThat(message.userUser().orElseThrow().isH323()).isTrue();
                    assertThat(message.write()).isEqualTo(captured.octets().toArray());
                });
    }
}
