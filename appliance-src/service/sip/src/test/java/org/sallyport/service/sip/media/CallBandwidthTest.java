package org.sallyport.service.sip.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.CallId;
import org.sallyport.core.settings.model.Settings;
import org.sallyport.service.sip.media.CallMedia.Role;

/** What parties are told of bandwidth where a call may take no more than 1,920 kbit/s. */
class CallBandwidthTest extends RelayedCall {
    private static final String AUDIO = "m=audio 5004 RTP/AVP 0";
    private static final String VIDEO = "m=video 5006 RTP/AVP 96";

    private final Settings limiting =
            TestSettings.of(TestSettings.EXTERNAL_HOST, TestSettings.INTERNAL_HOST, Optional.of(1920));
    private final RelayedCallMedia limited = new RelayedCallMedia(CallId.random(), relay, limiting, names);

    private String offered(String description) throws Exception {
        return text(limited.relay(Side.EXTERNAL, InetAddress.ofLiteral(OUTSIDE), Role.OFFER, bytes(description)));
    }

    @ParameterizedTest
    @CsvSource({
        "b=AS:4096, b=AS:1920",
        "b=CT:1921, b=CT:1920",
        "b=TIAS:4000000, b=TIAS:1920000",
        "b=AS:1920, b=AS:1920",
        "b=TIAS:64000, b=TIAS:64000",
        "b=RR:9000, b=RR:9000"
    })
    void lowersWhatIsAboveTheLimitAlone(String stated, String told) throws Exception {
        assertThat(offered(sdp(OUTSIDE, VIDEO, stated))).contains(VIDEO.replace("5006", "40000"), told + "\r\n");
        assertThat(offered(sdp(OUTSIDE, AUDIO).replace("t=0 0", stated + "\r\nt=0 0")))
                .contains(told + "\r\n");
    }

    @Test
    void limitsTheSessionOfWhomSaysNothingOfIt() throws Exception {
        assertThat(offered(sdp(OUTSIDE, AUDIO, "b=AS:64", VIDEO, "b=AS:1900")))
                .containsSubsequence(
                        "c=IN", "b=AS:1920\r\n", "t=0 0", "m=audio", "b=AS:64\r\n", "m=video", "b=AS:1900\r\n");
        assertThat(limited.bandwidthKbps()).isEqualTo(1920);
    }

    @Test
    void limitsAnswersToo() throws Exception {
        offered(sdp(OUTSIDE, VIDEO));
        String answer = text(limited.relay(
                Side.INTERNAL, InetAddress.ofLiteral(INSIDE), Role.ANSWER, bytes(sdp(INSIDE, VIDEO, "b=AS:6000"))));
        assertThat(answer).contains("m=video 30000", "b=AS:1920\r\n").doesNotContain("b=AS:6000");
    }

    @Test
    void leavesDescriptionsAloneWithoutALimit() throws Exception {
        assertThat(relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, VIDEO, "b=AS:6000")))
                .contains("b=AS:6000\r\n")
                .containsOnlyOnce("b=");
    }
}
