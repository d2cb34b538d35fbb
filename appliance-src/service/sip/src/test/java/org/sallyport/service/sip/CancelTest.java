package org.sallyport.service.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.calls.live.Disposition.Outcome;
import org.sallyport.service.sip.peer.SipDialog;
import org.sallyport.service.sip.peer.SipText;

/** A caller that gives up (RFC 3261 section 9). */
class CancelTest {
    private final Gate gate = new Gate();
    private final SipDialog caller = gate.caller();
    private String branch = "";
    private SipText invite = SipText.NONE;

    @BeforeEach
    void call() {
        branch = caller.send("INVITE", Gate.SDP);
        invite = gate.inside.request("INVITE");
    }

    @AfterEach
    void close() {
        gate.close();
    }

    private void cancel() {
        caller.send("CANCEL", 1, branch, null);
        gate.outside.response(200, "CANCEL");
        gate.outside.response(487, "INVITE");
    }

    @Test
    void cancelsARingingCallee() {
        SipDialog callee = gate.callee(invite);
        callee.answer(invite, 180, "Ringing", null);
        gate.outside.response(180, "INVITE");
        cancel();
        SipText cancel = gate.inside.request("CANCEL");
        assertThat(cancel.branch()).isEqualTo(invite.branch());
        callee.answer(cancel, 200, "OK", null);
        callee.answer(invite, 487, "Request Terminated", null);
        gate.inside.request("ACK");
        gate.awaitNothingLeft();
        assertThat(Objects.requireNonNull(gate.recorded().call().disposition()).outcome())
                .isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void waitsForAProvisionalResponseBeforeItCancels() {
        cancel();
        assertThat(gate.inside.hasUnread(text -> text.startLine().startsWith("CANCEL")))
                .isFalse();
        SipDialog callee = gate.callee(invite);
        callee.answer(invite, 180, "Ringing", null);
        SipText cancel = gate.inside.request("CANCEL");
        callee.answer(cancel, 200, "OK", null);
        callee.answer(invite, 487, "Request Terminated", null);
        gate.awaitNothingLeft();
    }

    @Test
    void acknowledgesAndEndsAnAnswerThatCrossesTheCancel() {
        SipDialog callee = gate.callee(invite);
        callee.answer(invite, 180, "Ringing", null);
        gate.outside.response(180, "INVITE");
        cancel();
        gate.inside.request("CANCEL");
        callee.answer(invite, 200, "OK", Gate.SDP);
        gate.inside.request("ACK");
        SipText bye = gate.inside.request("BYE");
        callee.answer(bye, 200, "OK", null);
        gate.awaitNothingLeft();
    }

    @Test
    void takesByeInAnEarlyDialogAsGivingUp() {
        SipDialog callee = gate.callee(invite);
        callee.answer(invite, 180, "Ringing", null);
        caller.madeBy(gate.outside.response(180, "INVITE"));
        caller.send("BYE", null);
        gate.outside.response(200, "BYE");
        gate.outside.response(487, "INVITE");
        gate.inside.request("CANCEL");
        callee.answer(invite, 487, "Request Terminated", null);
        gate.awaitNothingLeft();
    }

    @Test
    void knowsNoCancelOfAnotherTransaction() {
        caller.send("CANCEL", 1, "z9hG4bKother", null);
        gate.outside.response(481, "CANCEL");
    }
}
