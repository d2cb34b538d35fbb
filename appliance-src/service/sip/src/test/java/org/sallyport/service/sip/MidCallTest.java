package org.sallyport.service.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.base.address.Side;
import org.sallyport.service.sip.peer.SipDialog;
import org.sallyport.service.sip.peer.SipText;

/** Requests inside a call that stands. */
class MidCallTest {
    private final Gate gate = new Gate();
    private final Gate.Talk talk = gate.talk();
    private final SipDialog caller = talk.caller();
    private final SipDialog callee = talk.callee();

    @AfterEach
    void close() {
        gate.close();
    }

    @Test
    void passesReinviteAndItsAnswer() {
        caller.send("INVITE", Gate.SDP);
        SipText invite = gate.inside.request("INVITE");
        assertThat(invite.body()).contains("a=via-relay");
        callee.answer(invite, 200, "OK", Gate.SDP);
        gate.outside.response(200, "INVITE");
        caller.ack(caller.lastCseq(), null);
        gate.inside.request("ACK");
        assertThat(gate.media.getFirst().exchanges())
                .containsExactly("EXTERNAL OFFER", "INTERNAL ANSWER", "EXTERNAL OFFER", "INTERNAL ANSWER");
    }

    @Test
    void keepsTheSessionWhenAReinviteIsRefused() {
        caller.send("INVITE", Gate.SDP);
        SipText invite = gate.inside.request("INVITE");
        callee.answer(invite, 488, "Not Acceptable Here", null);
        gate.outside.response(488, "INVITE");
        assertThat(gate.media.getFirst().exchanges()).endsWith("EXTERNAL OFFER", "rollback");
        assertThat(gate.liveCalls.size()).isOne();
    }

    @Test
    void refusesTheReinviteThatMeetsOneComingTheOtherWay() {
        caller.send("INVITE", Gate.SDP);
        gate.inside.request("INVITE");
        callee.send("INVITE", Gate.SDP);
        gate.inside.response(491, "INVITE");
    }

    @Test
    void refusesASecondReinviteBeforeTheFirstIsAnswered() {
        caller.send("INVITE", Gate.SDP);
        gate.inside.request("INVITE");
        caller.send("INVITE", Gate.SDP);
        assertThat(gate.outside.response(500, "INVITE").header("Retry-After")).isNotNull();
    }

    @Test
    void refusesRequestWhoseNumberWasUsed() {
        caller.send("INFO", 1, "z9hG4bKagain", null);
        gate.outside.response(500, "INFO");
    }

    @Test
    void knowsNoOtherDialog() {
        SipDialog stranger = SipDialog.calling(
                gate.outside, gate.listener(Side.EXTERNAL), "sip:x@y.example", "sip:z@" + Gate.OUTSIDE + ";tag=none");
        stranger.send("BYE", null);
        gate.outside.response(481, "BYE");
    }

    @Test
    void passesInfoWithItsBody() {
        callee.send("INFO", "Signal=5\r\n", "Content-Type: application/dtmf-relay");
        SipText info = gate.outside.request("INFO");
        assertThat(info.body()).isEqualTo("Signal=5\r\n");
        caller.answer(info, 200, "OK", null);
        gate.inside.response(200, "INFO");
    }

    @Test
    void passesUpdateWithOffer() {
        callee.send("UPDATE", Gate.SDP);
        SipText update = gate.outside.request("UPDATE");
        caller.answer(update, 200, "OK", Gate.SDP);
        gate.inside.response(200, "UPDATE");
        assertThat(gate.media.getFirst().exchanges()).endsWith("INTERNAL OFFER", "EXTERNAL ANSWER");
    }

    @Test
    void translatesTransferForTheOtherSide() {
        callee.send(
                "REFER",
                null,
                "Refer-To: <sip:desk@" + Gate.INSIDE + "?Replaces=" + callee.callId() + "%3Bto-tag%3D"
                        + callee.remoteTag() + "%3Bfrom-tag%3D" + callee.localTag() + ">",
                "Referred-By: <sip:boss@dma.corp>");
        SipText refer = gate.outside.request("REFER");
        assertThat(refer.must("Refer-To"))
                .contains("sip:desk@" + Gate.OUTSIDE, caller.callId())
                .doesNotContain(Gate.INSIDE);
        assertThat(refer.must("Referred-By")).doesNotContain("corp");
        caller.answer(refer, 202, "Accepted", null);
        gate.inside.response(202, "REFER");
        caller.send(
                "NOTIFY",
                "SIP/2.0 200 OK\r\n",
                "Event: refer;id=" + refer.cseq(),
                "Subscription-State: terminated",
                "Content-Type: message/sipfrag");
        SipText notify = gate.inside.request("NOTIFY");
        assertThat(notify.must("Event")).isEqualTo("refer;id=" + callee.lastCseq());
        assertThat(notify.body()).startsWith("SIP/2.0 200");
    }

    @Test
    void showsOnlyTheStatusOfATransferOutside() {
        callee.send(
                "NOTIFY",
                "SIP/2.0 200 OK at dma01\r\nContact: <sip:x@10.0.0.1>\r\n",
                "Event: refer",
                "Subscription-State: terminated",
                "Content-Type: message/sipfrag");
        assertThat(gate.outside.request("NOTIFY").body())
                .startsWith("SIP/2.0 200")
                .doesNotContain("dma01", "10.0.0.1");
    }

    @Test
    void endsBothLegsWhenOnePartyHangsUp() {
        callee.send("BYE", null);
        gate.inside.response(200, "BYE");
        caller.answer(gate.outside.request("BYE"), 200, "OK", null);
        gate.awaitNothingLeft();
        assertThat(java.util.Objects.requireNonNull(gate.recorded().call().disposition())
                        .text())
                .isEqualTo("The called party hung up.");
    }
}
