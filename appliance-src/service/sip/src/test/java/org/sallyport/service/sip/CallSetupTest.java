package org.sallyport.service.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.admission.AdmissionDecision.Reason;
import org.sallyport.core.calls.admission.AdmissionDecision.Refused;
import org.sallyport.core.calls.live.Disposition.Outcome;
import org.sallyport.service.sip.peer.SipDialog;
import org.sallyport.service.sip.peer.SipText;

/** What may happen between INVITE and ACK. */
class CallSetupTest {
    private final Gate gate = new Gate();
    private final SipDialog caller = gate.caller();

    @AfterEach
    void close() {
        gate.close();
    }

    private SipText inviteInside(String... headers) {
        caller.send("INVITE", Gate.SDP, headers);
        return gate.inside.request("INVITE");
    }

    private Outcome outcome() {
        return java.util.Objects.requireNonNull(gate.recorded().call().disposition())
                .outcome();
    }

    @Test
    void passesOfferOf2xxAndItsAnswerInAck() {
        caller.send("INVITE", null);
        SipText invite = gate.inside.request("INVITE");
        assertThat(invite.body()).isEmpty();
        gate.callee(invite).answer(invite, 200, "OK", Gate.SDP);
        caller.madeBy(gate.outside.response(200, "INVITE"));
        assertThat(gate.inside.hasUnread(text -> text.startLine().startsWith("ACK")))
                .isFalse();
        caller.ack(1, Gate.SDP);
        assertThat(gate.inside.request("ACK").body()).contains("a=via-relay");
        assertThat(gate.media.getFirst().exchanges()).containsExactly("INTERNAL OFFER", "EXTERNAL ANSWER");
    }

    @Test
    void passesEarlyMediaAndTheAnswerAfterIt() {
        SipText invite = inviteInside();
        SipDialog callee = gate.callee(invite);
        callee.answer(invite, 183, "Session Progress", Gate.SDP);
        assertThat(gate.outside.response(183, "INVITE").body()).contains("a=via-relay");
        callee.answer(invite, 200, "OK", Gate.SDP);
        gate.outside.response(200, "INVITE");
        assertThat(gate.media.getFirst().exchanges())
                .containsExactly("EXTERNAL OFFER", "INTERNAL EARLY_ANSWER", "INTERNAL ANSWER");
        assertThat(gate.media.getFirst().expected).containsExactly("INTERNAL " + Gate.INSIDE);
    }

    @Test
    void showsEachForkOfTheCalleeAsAForkToTheCaller() {
        SipText invite = inviteInside();
        SipDialog one = gate.callee(invite);
        SipDialog two = gate.callee(invite);
        one.answer(invite, 180, "Ringing", null);
        String firstTag = gate.outside.response(180, "INVITE").toTag();
        two.answer(invite, 180, "Ringing", null);
        String secondTag = gate.outside.response(180, "INVITE").toTag();
        assertThat(secondTag).isNotEqualTo(firstTag);
        two.answer(invite, 200, "OK", Gate.SDP);
        assertThat(gate.outside.response(200, "INVITE").toTag()).isEqualTo(secondTag);
    }

    @Test
    void acknowledgesAndEndsTheSecondForkThatAnswers() {
        SipText invite = inviteInside();
        SipDialog one = gate.callee(invite);
        SipDialog two = gate.callee(invite);
        one.answer(invite, 200, "OK", Gate.SDP);
        assertThat(gate.inside.request("ACK").toTag()).isEqualTo(one.localTag());
        two.answer(invite, 200, "OK", Gate.SDP);
        assertThat(gate.inside.request("ACK").toTag()).isEqualTo(two.localTag());
        SipText bye = gate.inside.request("BYE");
        assertThat(bye.toTag()).isEqualTo(two.localTag());
        two.answer(bye, 200, "OK", null);
    }

    @Test
    void acknowledgesAnAnswerAgainWhenItComesAgain() {
        SipText invite = inviteInside();
        SipDialog callee = gate.callee(invite);
        callee.answer(invite, 200, "OK", Gate.SDP);
        gate.inside.request("ACK");
        callee.answer(invite, 200, "OK", Gate.SDP);
        assertThat(gate.inside
                        .again("an ACK", text -> text.startLine().startsWith("ACK"))
                        .toTag())
                .isEqualTo(callee.localTag());
    }

    @Test
    void passesRefusalWithoutTheWordsOfTheInside() {
        SipText invite = inviteInside();
        gate.callee(invite)
                .answer(invite, 486, "Busy on dma01.corp", null, "Warning: 399 dma01.corp \"no\"", "X-Node: dma01");
        SipText refusal = gate.outside.response(486, "INVITE");
        assertThat(refusal.toString()).doesNotContain("dma01").contains("Busy here");
        assertThat(outcome()).isEqualTo(Outcome.REJECTED);
        gate.awaitNothingLeft();
    }

    @Test
    void turnsAChallengeItCannotAnswerIntoForbidden() {
        SipText invite = inviteInside();
        gate.callee(invite)
                .answer(invite, 401, "Unauthorized", null, "WWW-Authenticate: Digest realm=\"cs\", nonce=\"n1\"");
        assertThat(gate.outside.finalResponse("INVITE").status()).isEqualTo(403);
    }

    @Test
    void followsRedirectionOfTheCallServerToAnotherOfItsUsers() {
        SipText invite = inviteInside();
        gate.callee(invite)
                .answer(invite, 302, "Moved", null, "Contact: <sip:elsewhere@" + gate.inside.hostPort() + ">");
        SipText second = gate.inside.request("INVITE");
        assertThat(second.requestUri()).startsWith("sip:elsewhere@");
        assertThat(second.cseq()).isEqualTo(invite.cseq() + 1);
    }

    @Test
    void keepsRedirectionsToElsewhereFromTheOutside() {
        SipText invite = inviteInside();
        gate.callee(invite).answer(invite, 302, "Moved", null, "Contact: <sip:secret@10.1.2.3>");
        SipText refusal = gate.outside.finalResponse("INVITE");
        assertThat(refusal.status()).isEqualTo(480);
        assertThat(refusal.toString()).doesNotContain("10.1.2.3");
    }

    @Test
    void asksAgainWithTheLongerSessionThatTheCalleeWants() {
        SipText invite = inviteInside();
        gate.callee(invite).answer(invite, 422, "Too Small", null, "Min-SE: 3600");
        SipText second = gate.inside.request("INVITE");
        assertThat(second.must("Session-Expires")).startsWith("3600");
        assertThat(second.must("Min-SE")).isEqualTo("3600");
    }

    @Test
    void refusesSessionIntervalBelowTheMinimum() {
        caller.send("INVITE", Gate.SDP, "Supported: timer", "Session-Expires: 10");
        assertThat(gate.outside.response(422, "INVITE").must("Min-SE")).isEqualTo("90");
    }

    @Test
    void refusesRequestThatHasNoHopsLeft() {
        caller.send("INVITE", Gate.SDP, "Max-Forwards: 0");
        assertThat(gate.outside.finalResponse("INVITE").status()).isEqualTo(483);
    }

    @Test
    void countsMaxForwardsDownAcrossTheGate() {
        assertThat(inviteInside("Max-Forwards: 12").must("Max-Forwards")).isEqualTo("11");
    }

    @Test
    void knowsItsOwnRequestWhenItComesBackUnchanged() {
        SipText invite = inviteInside();
        String target = "sip:room@" + gate.hostPort(Side.EXTERNAL);
        SipDialog looped =
                SipDialog.calling(gate.outside, gate.listener(Side.EXTERNAL), "sip:alice@outside.example", target);
        looped.send("INVITE", Gate.SDP, "Via: " + invite.must("Via"));
        assertThat(gate.outside.finalResponse("INVITE").status()).isEqualTo(482);
    }

    @Test
    void takesItsOwnRequestForAnotherOneWhenItComesBackChanged() {
        SipText invite = inviteInside();
        SipDialog spiral = SipDialog.calling(
                gate.outside,
                gate.listener(Side.EXTERNAL),
                "sip:alice@outside.example",
                "sip:elsewhere@" + gate.hostPort(Side.EXTERNAL));
        spiral.send("INVITE", Gate.SDP, "Via: " + invite.must("Via"), "Max-Forwards: 1");
        SipText again = gate.inside.request("INVITE");
        assertThat(again.requestUri()).startsWith("sip:elsewhere@");
        assertThat(again.must("Max-Forwards")).isEqualTo("0");
    }

    @Test
    void refusesExtensionItDoesNotKnow() {
        caller.send("INVITE", Gate.SDP, "Require: teleport");
        assertThat(gate.outside.response(420, "INVITE").must("Unsupported")).isEqualTo("teleport");
    }

    @Test
    void saysWhatItCanDo() {
        caller.send("OPTIONS", null);
        assertThat(gate.outside.response(200, "OPTIONS").must("Allow")).contains("INVITE", "PRACK", "REFER");
    }

    @Test
    void refusesMethodThatItDoesNotPass() {
        caller.send("FETCH", null);
        assertThat(gate.outside.response(405, "FETCH").must("Allow")).contains("INVITE");
    }

    @Test
    void refusesWhatAdmissionRefusesAndKeepsItInTheHistory() {
        gate.admission = _ -> new Refused(Reason.CALL_LIMIT, Optional.of(Duration.ofSeconds(7)), "Too many calls.");
        caller.send("INVITE", Gate.SDP);
        assertThat(gate.outside.response(503, "INVITE").must("Retry-After")).isEqualTo("7");
        assertThat(outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(gate.metric("sallyport_sip_refused_requests_total")).isEqualTo(1);
    }

    @Test
    void carriesCallFromInsideToTheAddressDialled() {
        SipDialog insider = SipDialog.calling(
                gate.inside, gate.listener(Side.INTERNAL), "sip:bob@10.9.8.7", "sip:friend@" + gate.outside.hostPort());
        insider.send("INVITE", Gate.SDP, "X-Internal: node7", "P-Asserted-Identity: <sip:bob@10.9.8.7>");
        SipText invite = gate.outside.request("INVITE");
        assertThat(invite.requestUri()).isEqualTo("sip:friend@" + gate.outside.hostPort());
        assertThat(invite.toString()).doesNotContain("10.9.8.7", "node7", Gate.INSIDE);
        assertThat(invite.must("From")).contains("sip:bob@" + Gate.OUTSIDE);
    }
}
