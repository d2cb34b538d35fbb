package org.sallyport.service.sip.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.sallyport.base.address.Side;
import org.sallyport.media.PortsExhaustedException;
import org.sallyport.media.RelayedStream.RemoteMedia;
import org.sallyport.service.sip.media.CallMedia.Role;

/** Offers, answers, forks and refusals: which streams there are, and what they are told. */
class OfferAnswerTest extends RelayedCall {
    @Test
    void freesStreamsThatTheAnswerDeclines() throws Exception {
        relay(
                Side.EXTERNAL,
                Role.OFFER,
                sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0", "m=video 5006 RTP/AVP 96", "m=application 0 UDP/BFCP *"));
        assertThat(relay.live()).hasSize(2);
        String answer = relay(
                Side.INTERNAL,
                Role.ANSWER,
                sdp(INSIDE, "m=audio 6000 RTP/AVP 0", "m=video 0 RTP/AVP 96", "m=application 0 UDP/BFCP *"));
        assertThat(answer).contains("m=audio 30000 RTP/AVP 0", "m=video 0 RTP/AVP 96", "m=application 0 UDP/BFCP *");
        assertThat(relay.live()).hasSize(1);
    }

    @Test
    void keepsDeclinedStreamsOfAnEarlyAnswerForTheNextFork() throws Exception {
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0", "m=video 5006 RTP/AVP 96"));
        String early =
                relay(Side.INTERNAL, Role.EARLY_ANSWER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0", "m=video 0 RTP/AVP 96"));
        assertThat(early).contains("m=video 0 RTP/AVP 96");
        assertThat(relay.opened.get(0).told(Side.INTERNAL).rtp()).isEqualTo(address(INSIDE, 6000));
        String last =
                relay(Side.INTERNAL, Role.ANSWER, sdp("10.1.2.4", "m=audio 6100 RTP/AVP 0", "m=video 6102 RTP/AVP 96"));
        assertThat(last).contains("m=video 30002 RTP/AVP 96");
        assertThat(relay.opened.get(0).told(Side.INTERNAL).rtp()).isEqualTo(address("10.1.2.4", 6100));
        assertThat(relay.live()).hasSize(2);
    }

    @Test
    void takesMediaFromWhereTheOfferWentUntilTheAnswerNamesTheParty() throws Exception {
        InetAddress hop = InetAddress.ofLiteral("10.1.2.9");
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0", "m=x 9 TCP/BFCP *"));
        media.expect(Side.EXTERNAL, hop);
        media.expect(Side.INTERNAL, hop);
        FakeRelay.FakeStream audio = relay.opened.getFirst();
        assertThat(audio.told(Side.INTERNAL)).isEqualTo(new RemoteMedia(null, null, 8000, false, null, hop));
        assertThat(audio.told(Side.EXTERNAL).rtp()).isEqualTo(address(OUTSIDE, 5004));
        assertThat(relay.opened.getLast().remotes).doesNotContainKey(Side.INTERNAL);
        relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0", "m=x 7000 TCP/BFCP *"));
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0", "m=x 9 TCP/BFCP *"));
        media.expect(Side.INTERNAL, hop);
        assertThat(audio.told(Side.INTERNAL).rtp()).isEqualTo(address(INSIDE, 6000));
    }

    @Test
    void answersTheSameAgainWhenTheAnswerIsRepeated() throws Exception {
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0", "m=video 5006 RTP/AVP 96"));
        String answer = sdp(INSIDE, "m=audio 6000 RTP/AVP 0", "m=video 0 RTP/AVP 96");
        String first = relay(Side.INTERNAL, Role.ANSWER, answer);
        assertThat(relay(Side.INTERNAL, Role.ANSWER, answer)).isEqualTo(first);
    }

    @Test
    void keepsStreamsByPlaceAcrossReInvites() throws Exception {
        connect("m=audio 5004 RTP/AVP 0", "m=audio 6000 RTP/AVP 0");
        String reoffer =
                relay(Side.INTERNAL, Role.OFFER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0", "m=video 6002 RTP/AVP 96"));
        assertThat(reoffer).contains("m=audio 30000 RTP/AVP 0", "m=video 30002 RTP/AVP 96");
        relay(Side.EXTERNAL, Role.ANSWER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0", "m=video 5006 RTP/AVP 96"));
        assertThat(relay.live()).hasSize(2);
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0", "m=video 0 RTP/AVP 96"));
        assertThat(relay.live()).hasSize(2);
        relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0", "m=video 0 RTP/AVP 96"));
        assertThat(relay.live()).hasSize(1);
    }

    @Test
    void movesARelayedPartyOnlyWithTheAnswer() throws Exception {
        connect("m=audio 5004 RTP/AVP 0", "m=audio 6000 RTP/AVP 0");
        FakeRelay.FakeStream audio = relay.opened.getFirst();
        relay(Side.EXTERNAL, Role.OFFER, sdp("198.51.100.99", "m=audio 5504 RTP/AVP 0"));
        assertThat(audio.told(Side.EXTERNAL).rtp()).isEqualTo(address(OUTSIDE, 5004));
        relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0"));
        assertThat(audio.told(Side.EXTERNAL).rtp()).isEqualTo(address("198.51.100.99", 5504));
    }

    @Test
    void forgetsARefusedReInvite() throws Exception {
        connect("m=audio 5004 RTP/AVP 0", "m=audio 6000 RTP/AVP 0");
        relay(Side.EXTERNAL, Role.OFFER, sdp("198.51.100.99", "m=audio 0 RTP/AVP 0", "m=video 5506 RTP/AVP 96"));
        assertThat(relay.live()).hasSize(2);
        media.rollback();
        media.rollback();
        assertThat(relay.live()).containsExactly(relay.opened.getFirst());
        assertThat(relay.opened.getFirst().told(Side.EXTERNAL).rtp()).isEqualTo(address(OUTSIDE, 5004));
        String again = relay(Side.INTERNAL, Role.OFFER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0"));
        assertThat(again).contains("m=audio 30000 RTP/AVP 0");
    }

    @Test
    void takesAnEarlyAnswerBackWithItsOffer() throws Exception {
        connect("m=audio 5004 RTP/AVP 0", "m=audio 6000 RTP/AVP 0");
        relay(Side.EXTERNAL, Role.OFFER, sdp("198.51.100.99", "m=audio 5504 RTP/AVP 0"));
        relay(Side.INTERNAL, Role.EARLY_ANSWER, sdp("10.1.2.77", "m=audio 6700 RTP/AVP 0"));
        media.rollback();
        FakeRelay.FakeStream audio = relay.opened.getFirst();
        assertThat(audio.told(Side.EXTERNAL).rtp()).isEqualTo(address(OUTSIDE, 5004));
        assertThat(audio.told(Side.INTERNAL).rtp()).isEqualTo(address(INSIDE, 6000));
    }

    @Test
    void keepsEarlyMediaWhenAnUpdateBeforeTheAnswerIsRefused() throws Exception {
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0"));
        relay(Side.INTERNAL, Role.EARLY_ANSWER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0"));
        relay(Side.INTERNAL, Role.OFFER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0", "m=video 6002 RTP/AVP 96"));
        assertThat(relay.live()).hasSize(2);
        media.rollback();
        assertThat(relay.live()).containsExactly(relay.opened.getFirst());
        String last = relay(Side.INTERNAL, Role.ANSWER, sdp(INSIDE, "m=audio 6000 RTP/AVP 0"));
        assertThat(last).contains("m=audio 30000 RTP/AVP 0");
    }

    @Test
    void usesTheSamePortsWhenAnOfferIsMadeAgain() throws Exception {
        String offer = sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0", "m=video 5006 RTP/AVP 96");
        String first = relay(Side.EXTERNAL, Role.OFFER, offer);
        assertThat(relay(Side.EXTERNAL, Role.OFFER, offer)).isEqualTo(first);
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0"));
        assertThat(relay.live()).hasSize(1);
    }

    @Test
    void leavesNothingBehindWhenPortsRunOut() throws Exception {
        relay.capacity = 1;
        assertThatThrownBy(() -> relay(
                        Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0", "m=video 5006 RTP/AVP 96")))
                .isInstanceOf(PortsExhaustedException.class);
        assertThat(relay.live()).isEmpty();
        assertThat(media.streams()).isEmpty();
    }

    @Test
    void refusesWhatIsNoDescription() {
        assertThatThrownBy(() -> relay(Side.EXTERNAL, Role.OFFER, "hello"))
                .isInstanceOf(UnusableDescriptionException.class)
                .hasMessageContaining("v=0");
        assertThatThrownBy(() -> relay(Side.EXTERNAL, Role.ANSWER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0")))
                .isInstanceOf(UnusableDescriptionException.class)
                .hasMessageContaining("the offer had 0");
    }

    @Test
    void refusesAnAnswerToOnesOwnOffer() throws Exception {
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0"));
        assertThatThrownBy(() -> relay(Side.EXTERNAL, Role.ANSWER, sdp(OUTSIDE, "m=audio 5004 RTP/AVP 0")))
                .isInstanceOf(UnusableDescriptionException.class);
    }

    @Test
    void closesTheStreamsOfAnOpenOfferToo() throws Exception {
        connect("m=audio 5004 RTP/AVP 0", "m=audio 6000 RTP/AVP 0");
        relay(Side.EXTERNAL, Role.OFFER, sdp(OUTSIDE, "m=audio 0 RTP/AVP 0", "m=video 5006 RTP/AVP 96"));
        media.close();
        assertThat(relay.live()).isEmpty();
    }
}
