package org.sallyport.service.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.service.sip.peer.SipDialog;
import org.sallyport.service.sip.peer.SipText;

/** Provisional responses that are acknowledged (RFC 3262). */
class ReliableProvisionalTest {
    private final Gate gate = new Gate();
    private final SipDialog caller = gate.caller();

    @AfterEach
    void close() {
        gate.close();
    }

    @Test
    void passesAcknowledgementEndToEnd() {
        caller.send("INVITE", Gate.SDP, "Supported: 100rel");
        SipText invite = gate.inside.request("INVITE");
        SipDialog callee = gate.callee(invite);
        callee.answer(invite, 183, "Session Progress", Gate.SDP, "Require: 100rel", "RSeq: 4711");
        SipText progress = gate.outside.response(183, "INVITE");
        assertThat(progress.must("Require")).isEqualTo("100rel");
        caller.madeBy(progress);
        caller.send("PRACK", null, "RAck: " + progress.must("RSeq") + " 1 INVITE");
        SipText prack = gate.inside.request("PRACK");
        assertThat(prack.must("RAck")).isEqualTo("4711 " + invite.cseq() + " INVITE");
        callee.answer(prack, 200, "OK", null);
        gate.outside.response(200, "PRACK");
        callee.answer(invite, 200, "OK", null);
        gate.outside.response(200, "INVITE");
        assertThat(gate.media.getFirst().exchanges()).containsExactly("EXTERNAL OFFER", "INTERNAL ANSWER");
    }

    @Test
    void passesTheOfferOfAResponseAndItsAnswer() {
        caller.send("INVITE", null, "Supported: 100rel");
        SipText invite = gate.inside.request("INVITE");
        SipDialog callee = gate.callee(invite);
        callee.answer(invite, 183, "Session Progress", Gate.SDP, "Require: 100rel", "RSeq: 1");
        SipText progress = gate.outside.response(183, "INVITE");
        caller.madeBy(progress);
        caller.send("PRACK", Gate.SDP, "RAck: " + progress.must("RSeq") + " 1 INVITE");
        SipText prack = gate.inside.request("PRACK");
        assertThat(prack.body()).contains("a=via-relay");
        callee.answer(prack, 200, "OK", null);
        gate.outside.response(200, "PRACK");
        callee.answer(invite, 200, "OK", null);
        gate.outside.response(200, "INVITE");
        assertThat(gate.inside.request("ACK").body()).isEmpty();
        assertThat(gate.media.getFirst().exchanges()).containsExactly("INTERNAL OFFER", "EXTERNAL ANSWER");
    }

    @Test
    void passesAnotherOfferOfPrackAndOneOfUpdateBeforeTheAnswer() {
        caller.send("INVITE", Gate.SDP, "Supported: 100rel", "Allow: INVITE, ACK, BYE, PRACK, UPDATE");
        SipText invite = gate.inside.request("INVITE");
        SipDialog callee = gate.callee(invite);
        callee.answer(invite, 183, "Session Progress", Gate.SDP, "Require: 100rel", "RSeq: 1", "Allow: UPDATE");
        SipText progress = gate.outside.response(183, "INVITE");
        caller.madeBy(progress);
        caller.send("PRACK", Gate.SDP, "RAck: " + progress.must("RSeq") + " 1 INVITE");
        callee.answer(gate.inside.request("PRACK"), 200, "OK", Gate.SDP);
        assertThat(gate.outside.response(200, "PRACK").body()).contains("a=via-relay");
        callee.send("UPDATE", Gate.SDP);
        SipText update = gate.outside.request("UPDATE");
        assertThat(update.toTag()).isEqualTo(caller.localTag());
        caller.answer(update, 200, "OK", Gate.SDP);
        assertThat(gate.inside.response(200, "UPDATE").body()).contains("a=via-relay");
        assertThat(gate.media.getFirst().exchanges())
                .containsExactly(
                        "EXTERNAL OFFER",
                        "INTERNAL ANSWER",
                        "EXTERNAL OFFER",
                        "INTERNAL ANSWER",
                        "INTERNAL OFFER",
                        "EXTERNAL ANSWER");
    }

    @Test
    void acknowledgesEachForkByItself() {
        caller.send("INVITE", Gate.SDP, "Supported: 100rel");
        SipText invite = gate.inside.request("INVITE");
        for (int rseq : new int[] {5, 70}) {
            SipDialog fork = gate.callee(invite);
            fork.answer(invite, 180, "Ringing", null, "Require: 100rel", "RSeq: " + rseq);
            SipText ringing = gate.outside.response(180, "INVITE");
            caller.madeBy(ringing);
            caller.send("PRACK", null, "RAck: " + ringing.must("RSeq") + " 1 INVITE");
            SipText prack = gate.inside.request("PRACK");
            assertThat(prack.toTag()).isEqualTo(fork.localTag());
            assertThat(prack.must("RAck")).startsWith(rseq + " ");
            fork.answer(prack, 200, "OK", null);
            gate.outside.response(200, "PRACK");
        }
    }

    @Test
    void repeatsTheResponseUntilItIsAcknowledged() {
        caller.send("INVITE", Gate.SDP, "Supported: 100rel");
        SipText invite = gate.inside.request("INVITE");
        gate.callee(invite).answer(invite, 180, "Ringing", null, "Require: 100rel", "RSeq: 1");
        SipText first = gate.outside.response(180, "INVITE");
        SipText again = gate.outside.again("180 again", text -> text.status() == 180);
        assertThat(again.must("RSeq")).isEqualTo(first.must("RSeq"));
    }

    @Test
    void acknowledgesForACallerThatCannot() {
        caller.send("INVITE", Gate.SDP);
        SipText invite = gate.inside.request("INVITE");
        gate.callee(invite).answer(invite, 180, "Ringing", null, "Require: 100rel", "RSeq: 9");
        assertThat(gate.inside.request("PRACK").must("RAck")).startsWith("9 ");
        assertThat(gate.outside.response(180, "INVITE").header("Require")).isNull();
    }

    @Test
    void knowsNoAcknowledgementOfWhatWasNotSent() {
        caller.send("INVITE", Gate.SDP, "Supported: 100rel");
        SipText invite = gate.inside.request("INVITE");
        gate.callee(invite).answer(invite, 180, "Ringing", null);
        caller.madeBy(gate.outside.response(180, "INVITE"));
        caller.send("PRACK", null, "RAck: 77 1 INVITE");
        gate.outside.response(481, "PRACK");
    }

    @Test
    void endsTheCallWhenTheAcknowledgementNeverComes() {
        caller.send("INVITE", Gate.SDP, "Supported: 100rel");
        SipText invite = gate.inside.request("INVITE");
        SipDialog callee = gate.callee(invite);
        callee.answer(invite, 180, "Ringing", null, "Require: 100rel", "RSeq: 1");
        assertThat(gate.outside.finalResponse("INVITE").status()).isEqualTo(504);
        callee.answer(gate.inside.request("CANCEL"), 200, "OK", null);
        callee.answer(invite, 487, "Request Terminated", null);
        gate.awaitNothingLeft();
    }
}
