package org.sallyport.service.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.CallState;
import org.sallyport.core.calls.live.Disposition.Outcome;
import org.sallyport.core.calls.live.LadderEvent;
import org.sallyport.service.sip.peer.SipDialog;
import org.sallyport.service.sip.peer.SipText;

/** A call from its INVITE to its BYE. */
class BasicCallTest {
    private static final String SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n";

    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        gate.close();
    }

    @Test
    void carriesCallFromOutsideToCallServer() {
        SipDialog caller = SipDialog.calling(
                gate.outside,
                gate.listener(Side.EXTERNAL),
                "sip:alice@outside.example",
                "sip:room@" + gate.hostPort(Side.EXTERNAL));
        caller.send("INVITE", SDP);

        SipText invite = gate.inside.request("INVITE");
        assertThat(invite.requestUri()).isEqualTo("sip:room@" + gate.inside.hostPort());
        assertThat(invite.must("Call-ID")).isNotEqualTo(caller.callId());
        assertThat(invite.body()).contains("a=via-relay");
        SipDialog callee = SipDialog.called(gate.inside, invite, gate.listener(Side.INTERNAL));
        callee.answer(invite, 180, "Ringing", null);
        caller.madeBy(gate.outside.response(180, "INVITE"));
        Gate.await("the call rings", () -> gate.liveCalls.all().getFirst().state() == CallState.ALERTING);
        callee.answer(invite, 200, "OK", SDP);
        gate.inside.request("ACK");
        caller.madeBy(gate.outside.response(200, "INVITE"));
        caller.ack(1, null);
        Gate.await("the call stands", () -> gate.liveCalls.all().getFirst().state() == CallState.CONNECTED);

        caller.send("BYE", null);
        gate.outside.response(200, "BYE");
        SipText bye = gate.inside.request("BYE");
        callee.answer(bye, 200, "OK", null);

        gate.awaitNothingLeft();
        assertThat(gate.recorded().call().disposition()).satisfies(how -> {
            assertThat(how).isNotNull();
            assertThat(how.outcome()).isEqualTo(Outcome.COMPLETED);
        });
        assertThat(gate.recorded().ladder())
                .extracting(LadderEvent::summary)
                .containsExactly(
                        "INVITE",
                        "INVITE",
                        "180 Ringing",
                        "180 Ringing",
                        "200 OK",
                        "ACK",
                        "200 OK",
                        "ACK",
                        "BYE",
                        "200 OK",
                        "BYE",
                        "200 OK");
    }
}
