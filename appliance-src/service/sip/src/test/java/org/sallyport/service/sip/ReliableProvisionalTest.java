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
