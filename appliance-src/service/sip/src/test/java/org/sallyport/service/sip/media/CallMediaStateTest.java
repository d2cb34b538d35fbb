package org.sallyport.service.sip.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.FlowStatistics;
import org.sallyport.core.calls.live.StreamSnapshot;
import org.sallyport.service.sip.media.CallMedia.Role;

/** Hold, silence, bandwidth and statistics of a call. */
class CallMediaStateTest extends RelayedCall {
    @Test
    void seesWhoHolds() throws Exception {
        connect("m=audio 5004 RTP/AVP 0", "m=audio 6000 RTP/AVP 0");
        assertThat(media.heldBy(Side.EXTERNAL)).isFalse();
        exchange(Side.EXTERNAL, "a=sendonly", "a=recvonly");
        assertThat(media.heldBy(Side.EXTERNAL)).isTrue();
        assertThat(media.heldBy(Side.INTERNAL)).isFalse();
        exchange(Side.INTERNAL, "a=inactive", "a=inactive");
        assertThat(media.heldBy(Side.EXTERNAL)).isTrue();
        assertThat(media.heldBy(Side.INTERNAL)).isTrue();
        exchange(Side.INTERNAL, "a=sendrecv", "a=sendonly");
        assertThat(media.heldBy(Side.EXTERNAL)).isTrue();
        assertThat(media.heldBy(Side.INTERNAL)).isFalse();
        exchange(Side.EXTERNAL, "a=sendrecv", "a=sendrecv");
        assertThat(media.heldBy(Side.EXTERNAL)).isFalse();
    }

    private void exchange(Side offerer, String offered, String answered) throws Exception {
        String outside = sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0");
        String inside = sdp(INSIDE, "m=audio 6000 RTP/AVP 0");
        boolean outward = offerer == Side.INTERNAL;
        relay(offerer, Role.OFFER, (outward ? inside : outside) + offered + "\r\n");
        relay(offerer.opposite(), Role.ANSWER, (outward ? outside : inside) + answered + "\r\n");
    }

    @Test
    void seesAndPassesTheOldHoldByUnspecifiedAddress() throws Exception {
        connect("m=audio 5004 RTP/AVP 0", "m=audio 6000 RTP/AVP 0");
        String offer = relay(Side.EXTERNAL, Role.OFFER, sdp("0.0.0.0", "m=audio 5004 RTP/AVP 0"));
        assertThat(offer).contains("c=IN IP4 0.0.0.0\r\n").contains("IN IP4 10.9.9.9\r\ns=");
        relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0"));
        assertThat(media.heldBy(Side.EXTERNAL)).isTrue();
        assertThat(relay.opened.getFirst().told(Side.EXTERNAL).rtp()).isNull();
    }

    @Test
    void isSilentOnlyWhenMediaShouldFlowAndNoStreamMoves() throws Exception {
        assertThat(media.silence()).isZero();
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0", "m=video 5006 RTP/AVP 96"));
        relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0", "m=video 6002 RTP/AVP 96"));
        relay.opened.get(0).silence = Duration.ofSeconds(50);
        relay.opened.get(1).silence = Duration.ofSeconds(20);
        assertThat(media.silence()).isEqualTo(Duration.ofSeconds(20));
        relay(
                Side.EXTERNAL,
                Role.OFFER,
                sdp(OUTSIDE, "a=sendonly", "m=audio 5004 RTP/AVP 0", "m=video 5006 RTP/AVP 96"));
        relay(
                Side.INTERNAL,
                Role.ANSWER,
                sdp(INSIDE, "a=recvonly", "m=audio 6000 RTP/AVP 0", "m=video 6002 RTP/AVP 96"));
        assertThat(media.silence()).isZero();
    }

    @Test
    void agreesOnTheSmallerBandwidth() throws Exception {
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "b=AS:4096", "m=audio 5004 RTP/AVP 0"));
        assertThat(media.bandwidthKbps()).isEqualTo(4096);
        relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0", "b=TIAS:63500"));
        assertThat(media.bandwidthKbps()).isEqualTo(64);
    }

    @Test
    void showsStreamsWithTheCodecInUse() throws Exception {
        relay(
                Side.EXTERNAL,
                Role.OFFER,
                sdp(
                        OUTSIDE,
                        "m=video 5006 RTP/SAVP 97 98",
                        "a=rtpmap:97 H264/90000",
                        "a=rtpmap:98 H264-SVC/90000",
                        "a=content:slides"));
        relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=video 6002 RTP/SAVP 97", "a=rtpmap:97 H264/90000"));
        relay.opened.getFirst().payloadTypes.put(Side.EXTERNAL, 97);
        relay.opened.getFirst().received = new FlowStatistics(10, 1_600, 1, 2.5, 20.0, 64_000, 0);
        StreamSnapshot stream = media.streams().getFirst();
        assertThat(stream.media()).isEqualTo("video");
        assertThat(stream.content()).isEqualTo("slides");
        assertThat(stream.encrypted()).isTrue();
        StreamSnapshot.StreamEnd outside = stream.ends().getFirst();
        assertThat(outside.codec()).isEqualTo("H264/90000");
        assertThat(outside.signalledAddress()).isEqualTo(OUTSIDE + ":5006");
        assertThat(outside.localAddress()).isEqualTo(TestSettings.EXTERNAL_BOUND + ":30000");
        assertThat(stream.ends().getLast().codec()).isNull();
    }

    @Test
    void keepsTheFinalStatisticsOfClosedStreams() throws Exception {
        connect("m=audio 5004 RTP/AVP 0", "m=audio 6000 RTP/AVP 0");
        relay.opened.getFirst().received = new FlowStatistics(10, 1_600, 1, 2.5, null, 64_000, 0);
        media.close();
        media.close();
        assertThat(relay.live()).isEmpty();
        FlowStatistics last = media.streams().getFirst().ends().getFirst().received();
        assertThat(last.packets()).isEqualTo(10);
        assertThat(last.bitsPerSecond()).isZero();
    }
}
