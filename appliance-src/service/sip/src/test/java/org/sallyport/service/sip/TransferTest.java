package org.sallyport.service.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.service.sip.peer.SipDialog;
import org.sallyport.service.sip.peer.SipText;

/** REFER and the NOTIFYs that follow it (RFC 3515), in calls that stand and in calls that ring. */
class TransferTest {
    private static final String[] PROGRESS = {
        "Event: refer", "Subscription-State: active;expires=60", "Content-Type: message/sipfrag"
    };

    private final Gate gate = new Gate();
    private final SipDialog caller = gate.caller();

    @AfterEach
    void close() {
        gate.close();
    }

    private SipText invite() {
        caller.send("INVITE", Gate.SDP);
        return gate.inside.request("INVITE");
    }

    private SipDialog ringing(SipText invite) {
        SipDialog callee = gate.callee(invite);
        callee.answer(invite, 180, "Ringing", null);
        return callee;
    }

    @Test
    void passesTransferByTheCalleeBeforeItAnswers() {
        SipDialog callee = ringing(invite());
        caller.madeBy(gate.outside.response(180, "INVITE"));
        callee.send("REFER", null, "Refer-To: <sip:desk@" + Gate.INSIDE + ">");
        SipText refer = gate.outside.request("REFER");
        assertThat(refer.toTag()).isEqualTo(caller.localTag());
        assertThat(refer.fromTag()).isEqualTo(caller.remoteTag());
        assertThat(refer.must("Refer-To")).contains("sip:desk@" + Gate.OUTSIDE).doesNotContain(Gate.INSIDE);
        caller.answer(refer, 202, "Accepted", null);
        gate.inside.response(202, "REFER");
        caller.send("NOTIFY", "SIP/2.0 100 Trying\r\n", PROGRESS);
        SipText notify = gate.inside.request("NOTIFY");
        assertThat(notify.must("Subscription-State")).isEqualTo("active;expires=60");
        assertThat(notify.toTag()).isEqualTo(callee.localTag());
        callee.answer(notify, 200, "OK", null);
        gate.outside.response(200, "NOTIFY");
    }

    @Test
    void passesTransferByTheCallerToTheForkItIsFor() {
        SipText invite = invite();
        ringing(invite);
        gate.outside.response(180, "INVITE");
        SipDialog second = ringing(invite);
        caller.madeBy(gate.outside.response(180, "INVITE"));
        caller.send("REFER", null, "Refer-To: <sip:friend@far.example>");
        SipText refer = gate.inside.request("REFER");
        assertThat(refer.toTag()).isEqualTo(second.localTag());
        assertThat(refer.must("Refer-To")).contains("sip:friend@far.example");
        second.answer(refer, 603, "Decline", null);
        gate.outside.response(603, "REFER");
        second.answer(invite, 200, "OK", Gate.SDP);
        gate.outside.response(200, "INVITE");
    }

    @Test
    void tellsTheTransfersOfOneCallApart() {
        Gate.Talk talk = gate.talk();
        for (String target : new String[] {"one", "two"}) {
            talk.callee().send("REFER", null, "Refer-To: <sip:" + target + "@far.example>");
            talk.caller().answer(gate.outside.request("REFER"), 202, "Accepted", null);
            gate.inside.response(202, "REFER");
        }
        long second = talk.callee().lastCseq();
        // We numbered our requests to the caller from 1 on.
        talk.caller()
                .send(
                        "NOTIFY",
                        "SIP/2.0 200 OK\r\n",
                        "Event: refer;id=2",
                        "Subscription-State: terminated;reason=noresource",
                        "Content-Type: message/sipfrag");
        assertThat(gate.inside.request("NOTIFY").must("Event")).isEqualTo("refer;id=" + second);
    }

    @Test
    void refusesTransferToNobody() {
        Gate.Talk talk = gate.talk();
        talk.callee().send("REFER", null);
        gate.inside.response(400, "REFER");
    }
}
