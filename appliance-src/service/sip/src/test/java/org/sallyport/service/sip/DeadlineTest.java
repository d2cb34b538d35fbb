package org.sallyport.service.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.calls.live.Disposition;
import org.sallyport.core.calls.live.Disposition.Outcome;
import org.sallyport.core.settings.model.SipSettings;
import org.sallyport.service.sip.peer.SipDialog;
import org.sallyport.service.sip.peer.SipText;

/** Calls that nobody ends properly end by their deadlines, and nothing of them is left. */
class DeadlineTest {
    private Gate gate = new Gate(DeadlineTest::brief);

    @AfterEach
    void close() {
        gate.close();
    }

    private static SipSettings brief(SipSettings sip) {
        return new SipSettings(
                sip.listeners(),
                sip.callServer(),
                sip.tls(),
                sip.connections(),
                sip.registrations(),
                Duration.ofSeconds(4),
                Duration.ofSeconds(1),
                Duration.ofMillis(300),
                Duration.ofMillis(600),
                sip.maxMessageSize());
    }

    private Disposition disposition() {
        return Objects.requireNonNull(gate.recorded().call().disposition());
    }

    @Test
    void answersWhenTheCallServerIsSilent() {
        gate.caller().send("INVITE", Gate.SDP);
        assertThat(gate.outside.finalResponse("INVITE").status()).isEqualTo(408);
        assertThat(disposition().outcome()).isEqualTo(Outcome.UNREACHABLE);
        gate.awaitNothingLeft();
    }

    @Test
    void stopsRingingWhenNobodyAnswers() {
        gate.caller().send("INVITE", Gate.SDP);
        SipText invite = gate.inside.request("INVITE");
        SipDialog callee = gate.callee(invite);
        callee.answer(invite, 180, "Ringing", null);
        assertThat(gate.outside.finalResponse("INVITE").status()).isEqualTo(408);
        callee.answer(gate.inside.request("CANCEL"), 200, "OK", null);
        callee.answer(invite, 487, "Request Terminated", null);
        assertThat(disposition().outcome()).isEqualTo(Outcome.EXPIRED);
        gate.awaitNothingLeft();
    }

    @Test
    void repeatsTheAnswerAndEndsTheCallWhenItsAckIsLost() {
        SipDialog caller = gate.caller();
        caller.send("INVITE", Gate.SDP);
        SipText invite = gate.inside.request("INVITE");
        SipDialog callee = gate.callee(invite);
        callee.answer(invite, 200, "OK", Gate.SDP);
        gate.outside.response(200, "INVITE");
        gate.outside.again("the answer again", text -> text.status() == 200);
        callee.answer(gate.inside.request("BYE"), 200, "OK", null);
        caller.answer(gate.outside.request("BYE"), 200, "OK", null);
        assertThat(disposition().text()).isEqualTo("The answer was never acknowledged.");
        gate.awaitNothingLeft();
    }

    @Test
    void forgetsACallWhoseByeIsNeverAnswered() {
        gate.talk().caller().send("BYE", null);
        gate.outside.response(200, "BYE");
        gate.inside.request("BYE");
        gate.awaitNothingLeft();
        assertThat(gate.metric("sallyport_sip_expired_total{what=\"bye\"}")).isEqualTo(1);
    }

    @Test
    void endsACallWhoseMediaFellSilent() {
        gate.close();
        gate = new Gate(UnaryOperator.identity(), Duration.ofMillis(300));
        Gate.Talk talk = gate.talk();
        gate.media.getFirst().silence = Duration.ofSeconds(10);
        talk.caller().answer(gate.outside.request("BYE"), 200, "OK", null);
        talk.callee().answer(gate.inside.request("BYE"), 200, "OK", null);
        assertThat(disposition().outcome()).isEqualTo(Outcome.EXPIRED);
        gate.awaitNothingLeft();
    }

    @Test
    void endsACallWhoseCallerNoLongerRefreshesTheSession() {
        Gate.Talk talk = gate.talk("Supported: timer", "Session-Expires: 4;refresher=uac");
        talk.caller().answer(gate.outside.request("BYE"), 200, "OK", null);
        talk.callee().answer(gate.inside.request("BYE"), 200, "OK", null);
        assertThat(disposition().outcome()).isEqualTo(Outcome.EXPIRED);
    }

    @Test
    void refreshesTheSessionOfACallerThatKnowsNoTimer() {
        Gate.Talk talk = gate.talk("Allow: INVITE, ACK, BYE, UPDATE");
        SipText update = gate.outside.request("UPDATE");
        assertThat(update.must("Session-Expires")).isEqualTo("4;refresher=uac");
        talk.caller().answer(update, 200, "OK", null, "Session-Expires: 4;refresher=uac");
        talk.caller().answer(gate.outside.request("UPDATE"), 200, "OK", null);
        assertThat(gate.liveCalls.size()).isOne();
    }

    @Test
    void goesOnRefreshingACallerThatRefuses() {
        Gate.Talk talk = gate.talk("Allow: INVITE, ACK, BYE, UPDATE");
        talk.caller().answer(gate.outside.request("UPDATE"), 501, "Not Implemented", null);
        talk.caller().answer(gate.outside.request("UPDATE"), 501, "Not Implemented", null);
        gate.outside.request("UPDATE");
        assertThat(gate.liveCalls.size()).isOne();
    }

    @Test
    void refreshesByReinviteWhereUpdateIsNotKnown() {
        Gate.Talk talk = gate.talk("Allow: INVITE, ACK, BYE");
        SipText invite = gate.outside.request("INVITE");
        assertThat(invite.body()).contains("a=via-relay");
        talk.caller().answer(invite, 200, "OK", Gate.SDP);
        gate.outside.request("ACK");
    }

    @Test
    void endsACallOnRequest() {
        Gate.Talk talk = gate.talk();
        gate.liveCalls
                .find(gate.liveCalls.all().getFirst().id())
                .orElseThrow()
                .hangUp(new Disposition(Outcome.DISCONNECTED, null, "An operator ended it."));
        talk.caller().answer(gate.outside.request("BYE"), 200, "OK", null);
        talk.callee().answer(gate.inside.request("BYE"), 200, "OK", null);
        gate.awaitNothingLeft();
        assertThat(disposition().text()).isEqualTo("An operator ended it.");
    }
}
