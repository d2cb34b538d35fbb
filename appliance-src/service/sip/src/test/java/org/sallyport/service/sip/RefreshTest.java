package org.sallyport.service.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.Disposition.Outcome;
import org.sallyport.service.sip.peer.SipDialog;
import org.sallyport.service.sip.peer.SipText;

/** Our own re-INVITEs to a caller that knows no UPDATE, as after a change of its listener or for its session's sake. */
class RefreshTest {
    private final Gate gate = new Gate();
    private final Gate.Talk talk = gate.talk("Allow: INVITE, ACK, BYE");
    private final SipDialog caller = talk.caller();
    private final SipDialog callee = talk.callee();
    private SipText refresh = SipText.NONE;

    @BeforeEach
    void causeARefresh() {
        caller.target(gate.replaceOutside(Gate.free(Side.EXTERNAL, Gate.OUTSIDE)));
        refresh = gate.outside.request("INVITE");
        caller.madeByRequest(refresh);
    }

    @AfterEach
    void close() {
        gate.close();
    }

    private List<String> exchanges() {
        return gate.media.getFirst().exchanges();
    }

    private void answered(String description) {
        caller.answer(refresh, 200, "OK", description);
        gate.outside.request("ACK");
    }

    @Test
    void asksAgainAfterARefusalBecauseOfGlare() {
        caller.answer(refresh, 491, "Request Pending", null);
        gate.outside.request("ACK");
        SipText again = gate.outside.request("INVITE");
        assertThat(again.cseq()).isGreaterThan(refresh.cseq());
        assertThat(again.body()).isEqualTo(refresh.body());
        caller.answer(again, 200, "OK", Gate.SDP);
        gate.outside.request("ACK");
    }

    @Test
    void refusesTheReinviteThatMeetsItsOwn() {
        caller.send("INVITE", Gate.SDP);
        gate.outside.response(491, "INVITE");
        callee.send("INVITE", Gate.SDP);
        gate.inside.response(491, "INVITE");
        callee.send("UPDATE", Gate.SDP);
        gate.inside.response(491, "UPDATE");
        answered(Gate.SDP);
        callee.send("INVITE", Gate.SDP);
        assertThat(gate.outside.request("INVITE").cseq()).isGreaterThan(refresh.cseq());
    }

    @Test
    void takesTheAnswerIntoTheMediaOfTheCall() {
        answered(Gate.SDP);
        Gate.await("the media heard it", () -> exchanges().size() == 3);
        assertThat(exchanges()).containsExactly("EXTERNAL OFFER", "INTERNAL ANSWER", "EXTERNAL ANSWER");
    }

    @Test
    void tellsTheOtherPartyOnlyOfWhatChanged() {
        answered(Gate.SDP);
        causeARefresh();
        answered(Gate.SDP + "a=sendonly\r\n");
        SipText change = gate.inside.request("INVITE");
        assertThat(change.body()).contains("a=sendonly");
        callee.answer(change, 200, "OK", Gate.SDP + "a=recvonly\r\n");
        gate.inside.request("ACK");
        Gate.await("the media heard it", () -> exchanges().size() == 5);
        assertThat(exchanges()).endsWith("EXTERNAL ANSWER", "EXTERNAL ANSWER", "INTERNAL ANSWER");
        assertThat(gate.liveCalls.size()).isOne();
    }

    @Test
    void endsTheCallWhenTheAnswerCannotBeUsed() {
        answered(Gate.SDP + FakeMedia.REFUSED);
        caller.answer(gate.outside.request("BYE"), 200, "OK", null);
        callee.answer(gate.inside.request("BYE"), 200, "OK", null);
        assertThat(Objects.requireNonNull(gate.recorded().call().disposition()).outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void endsTheCallThatTheOtherEndNoLongerKnows() {
        caller.answer(refresh, 481, "Call/Transaction Does Not Exist", null);
        callee.answer(gate.inside.request("BYE"), 200, "OK", null);
        caller.answer(gate.outside.request("BYE"), 481, "Gone", null);
        gate.awaitNothingLeft();
        assertThat(gate.metric("sallyport_sip_expired_total{what=\"refresh\"}")).isEqualTo(1);
    }

    @Test
    void saysByeToTheCallerWhoseAckWasLostWithItsListener() {
        SipDialog deaf = gate.caller();
        deaf.target(gate.listener(Side.EXTERNAL));
        deaf.send("INVITE", Gate.SDP, "Allow: INVITE, ACK, BYE");
        SipText invite = gate.inside.request("INVITE");
        SipDialog called = gate.callee(invite);
        called.answer(invite, 200, "OK", Gate.SDP);
        gate.inside.request("ACK");
        deaf.madeBy(gate.outside.response(200, "INVITE"));
        deaf.target(gate.replaceOutside(Gate.free(Side.EXTERNAL, Gate.OUTSIDE)));
        SipText ours = gate.outside.request("INVITE");
        deaf.madeByRequest(ours);
        deaf.answer(ours, 481, "Call/Transaction Does Not Exist", null);
        called.answer(gate.inside.request("BYE"), 200, "OK", null);
        deaf.answer(gate.outside.request("BYE"), 481, "Gone", null);
    }
}
