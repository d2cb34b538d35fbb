package org.sallyport.service.sip.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.base.address.Side;
import org.sallyport.core.settings.model.MediaClass;
import org.sallyport.media.RelayedStream.ConnectionSetup;
import org.sallyport.media.RelayedStream.RemoteMedia;
import org.sallyport.service.sip.media.CallMedia.Role;

/** Protocols of m-lines, their connections, and RTCP. */
class RelayedTransportTest extends RelayedCall {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "RTP/AVP",
                "RTP/AVPF",
                "RTP/SAVP",
                "RTP/SAVPF",
                "UDP/TLS/RTP/SAVPF",
                "UDP/BFCP",
                "UDP/TLS/BFCP",
                "udptl",
                "UDP/DTLS/SCTP",
                "unheard-of"
            })
    void relaysEveryProtocolOverDatagrams(String protocol) throws Exception {
        String offer = relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=x 5004 " + protocol + " 1 2"));
        assertThat(offer).contains("m=x 40000 " + protocol + " 1 2\r\n");
        assertThat(relay.opened.getFirst().connections).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TCP/BFCP", "TCP/TLS/BFCP", "TCP/DTLS/BFCP", "TCP/RTP/AVP", "tcp"})
    void relaysEveryProtocolOverConnections(String protocol) throws Exception {
        String offer = relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=x 9 " + protocol + " *", "a=setup:active"));
        assertThat(offer).contains("m=x 40000 " + protocol + " *\r\n", "a=setup:active\r\n");
        assertThat(relay.opened.getFirst().connections).isTrue();
        relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=x 7000 " + protocol + " *", "a=setup:passive"));
        assertThat(relay.opened.getFirst().told(Side.EXTERNAL).connectionSetup())
                .isEqualTo(ConnectionSetup.ACTIVE);
        assertThat(relay.opened.getFirst().told(Side.INTERNAL).connectionSetup())
                .isEqualTo(ConnectionSetup.PASSIVE);
    }

    @Test
    void takesActiveForTheOfferAndPassiveForTheAnswerWhenNoSetupIsSaid() throws Exception {
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=application 9 TCP/BFCP *"));
        relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=application 7000 TCP/BFCP *"));
        assertThat(relay.opened.getFirst().told(Side.EXTERNAL).connectionSetup())
                .isEqualTo(ConnectionSetup.ACTIVE);
        assertThat(relay.opened.getFirst().told(Side.INTERNAL).connectionSetup())
                .isEqualTo(ConnectionSetup.PASSIVE);
    }

    @ParameterizedTest
    @CsvSource({
        "m=audio 5004 RTP/AVP 0, AUDIO",
        "m=video 5004 RTP/SAVPF 96, VIDEO",
        "m=application 5004 RTP/AVP 100, OTHER",
        "m=application 9 TCP/BFCP *, OTHER"
    })
    void tellsTheRelayWhatAStreamCarries(String line, MediaClass media) throws Exception {
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, line));
        assertThat(relay.opened.getFirst().media).isEqualTo(media);
    }

    @Test
    void opensAnotherStreamWhereAnotherClassTakesAnMLine() throws Exception {
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0"));
        relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0"));
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=video 5006 RTP/AVP 96"));
        relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=video 6002 RTP/AVP 96"));
        assertThat(relay.opened).extracting(stream -> stream.media).containsExactly(MediaClass.AUDIO, MediaClass.VIDEO);
        assertThat(relay.live()).hasSize(1);
    }

    @Test
    void muxesRtcpOnlyWhenBothPartiesAgree() throws Exception {
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=audio 5004 RTP/AVPF 0", "a=rtcp-mux"));
        FakeRelay.FakeStream audio = relay.opened.getFirst();
        assertThat(audio.told(Side.EXTERNAL).rtcp()).isEqualTo(address(OUTSIDE, 5005));
        relay(Side.INTERNAL, Role.EARLY_ANSWER, sdp(INSIDE, "m=audio 6000 RTP/AVPF 0"));
        assertThat(audio.told(Side.EXTERNAL).rtcp()).isEqualTo(address(OUTSIDE, 5005));
        String answer = relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=audio 6000 RTP/AVPF 0", "a=rtcp-mux"));
        assertThat(answer).contains("a=rtcp-mux\r\n");
        assertThat(audio.told(Side.EXTERNAL).rtcp()).isEqualTo(address(OUTSIDE, 5004));
        assertThat(audio.told(Side.INTERNAL).rtcp()).isEqualTo(address(INSIDE, 6000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"m=audio 5004 RTP/SAVP 0", "m=audio 5004 RTP/AVP 0\r\na=crypto:1 AES_CM_128 inline:x"})
    void tellsTheRelayWhoSecuresAStream(String part) throws Exception {
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, part));
        relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0"));
        assertThat(relay.opened.getFirst().told(Side.EXTERNAL).secured()).isTrue();
        assertThat(relay.opened.getFirst().told(Side.INTERNAL).secured()).isFalse();
    }

    @Test
    void followsAndRewritesExplicitRtcpPorts() throws Exception {
        String offer = relay(
                Side.INTERNAL,
                Role.OFFER,
                sdp(
                        INSIDE,
                        "m=audio 6000 RTP/AVP 0",
                        "a=rtcp:6777 IN IP4 10.1.2.4",
                        "m=audio 6002 RTP/AVP 0",
                        "a=rtcp:6779"));
        assertThat(offer).contains("a=rtcp:30001 IN IP4 203.0.113.10\r\n", "a=rtcp:30003\r\n");
        assertThat(relay.opened.get(0).told(Side.INTERNAL).rtcp()).isEqualTo(address("10.1.2.4", 6777));
        assertThat(relay.opened.get(1).told(Side.INTERNAL).rtcp()).isEqualTo(address(INSIDE, 6779));
    }

    @Test
    void givesBfcpOverUdpNoRtcpAndNoClock() throws Exception {
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=application 5070 UDP/BFCP *", "a=setup:actpass"));
        assertThat(relay.opened.getFirst().told(Side.EXTERNAL))
                .isEqualTo(
                        new RemoteMedia(address(OUTSIDE, 5070), null, 0, false, null, InetAddress.ofLiteral(OUTSIDE)));
    }
}
