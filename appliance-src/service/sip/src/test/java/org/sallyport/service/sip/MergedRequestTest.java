package org.sallyport.service.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.service.sip.peer.SipDialog;
import org.sallyport.service.sip.peer.SipText;

/** One request that came by two ways (RFC 3261 section 8.2.2.2), and two that only look so. */
class MergedRequestTest {
    private final Gate gate = new Gate();
    private final SipDialog caller = gate.caller();
    private SipText invite = SipText.NONE;

    @BeforeEach
    void call() {
        caller.send("INVITE", 1, "z9hG4bKfirst", Gate.SDP);
        invite = gate.inside.request("INVITE");
    }

    @AfterEach
    void close() {
        gate.close();
    }

    @Test
    void refusesTheSecondCopyAndGoesOnWithTheFirst() {
        caller.send("INVITE", 1, "z9hG4bKsecond", Gate.SDP);
        assertThat(gate.outside.response(482, "INVITE").branch()).isEqualTo("z9hG4bKsecond");
        gate.callee(invite).answer(invite, 200, "OK", Gate.SDP);
        assertThat(gate.outside.response(200, "INVITE").branch()).isEqualTo("z9hG4bKfirst");
        assertThat(gate.liveCalls.size()).isOne();
    }

    @Test
    void sendsNothingTwiceForARetransmission() {
        caller.send("INVITE", 1, "z9hG4bKfirst", Gate.SDP);
        gate.callee(invite).answer(invite, 486, "Busy Here", null);
        assertThat(gate.outside.finalResponse("INVITE").status()).isEqualTo(486);
        assertThat(gate.inside.hasUnread(text -> text.startLine().startsWith("INVITE")))
                .isFalse();
    }

    @Test
    void takesTheNextNumberForANewCallWhileTheLastOneIsStillBeingCancelled() {
        gate.callee(invite).answer(invite, 180, "Ringing", null);
        gate.outside.response(180, "INVITE");
        caller.send("CANCEL", 1, "z9hG4bKfirst", null);
        gate.outside.response(487, "INVITE");
        caller.send("INVITE", 2, "z9hG4bKagain", Gate.SDP);
        SipText again = gate.inside.request("INVITE");
        assertThat(again.must("Call-ID")).isNotEqualTo(invite.must("Call-ID"));
    }
}
