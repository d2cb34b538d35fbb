package org.sallyport.service.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.settings.model.CallServer;
import org.sallyport.core.settings.model.CallServer.Credentials;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.model.SipSettings;
import org.sallyport.service.sip.peer.SipDialog;
import org.sallyport.service.sip.peer.SipText;

/** A call server that asks who we are (RFC 3261 section 22). */
class DigestTest {
    private static final String CHALLENGE = "WWW-Authenticate: Digest realm=\"cs\", qop=\"auth\", nonce=\"%s\"";

    private final Gate gate = new Gate(DigestTest::withPassword);
    private final SipDialog caller = gate.caller();

    @AfterEach
    void close() {
        gate.close();
    }

    private static SipSettings withPassword(SipSettings sip) {
        CallServer server = sip.callServer();
        return new SipSettings(
                sip.listeners(),
                new CallServer(
                        server.host(),
                        server.port(),
                        server.transport(),
                        server.pingInterval(),
                        Optional.of(new Credentials("gate", new Secret("secret")))),
                sip.tls(),
                sip.connections(),
                sip.registrations(),
                sip.sessionExpires(),
                sip.minSessionExpires(),
                sip.setupTimeout(),
                sip.ringTimeout(),
                sip.maxMessageSize());
    }

    @Test
    void provesItselfAndAcknowledgesWithTheSameProof() {
        caller.send("INVITE", Gate.SDP);
        SipText first = gate.inside.request("INVITE");
        gate.callee(first).answer(first, 401, "Unauthorized", null, CHALLENGE.formatted("n1"));
        SipText second = gate.inside.request("INVITE");
        assertThat(second.must("Authorization")).contains("username=\"gate\"", "nonce=\"n1\"", "nc=00000001");
        assertThat(second.cseq()).isEqualTo(first.cseq() + 1);
        gate.callee(second).answer(second, 200, "OK", Gate.SDP);
        caller.madeBy(gate.outside.response(200, "INVITE"));
        // The 401 was acknowledged before the second INVITE; this is the ACK to the answer.
        SipText ack = gate.inside.request("ACK");
        assertThat(ack.cseq()).isEqualTo(second.cseq());
        assertThat(ack.must("Authorization")).isEqualTo(second.must("Authorization"));
    }

    @Test
    void doesNotInsistWhenThePasswordIsWrong() {
        caller.send("INVITE", Gate.SDP);
        SipText first = gate.inside.request("INVITE");
        gate.callee(first).answer(first, 401, "Unauthorized", null, CHALLENGE.formatted("n1"));
        SipText second = gate.inside.request("INVITE");
        gate.callee(second).answer(second, 401, "Unauthorized", null, CHALLENGE.formatted("n2"));
        assertThat(gate.outside.finalResponse("INVITE").status()).isEqualTo(403);
        assertThat(gate.outside.hasUnread(text -> text.toString().contains("n2")))
                .isFalse();
    }

    @Test
    void asksAgainWhenOnlyTheNonceWasOld() {
        caller.send("INVITE", Gate.SDP);
        SipText first = gate.inside.request("INVITE");
        gate.callee(first).answer(first, 401, "Unauthorized", null, CHALLENGE.formatted("n1"));
        SipText second = gate.inside.request("INVITE");
        gate.callee(second).answer(second, 401, "Unauthorized", null, CHALLENGE.formatted("n2") + ", stale=true");
        assertThat(gate.inside.request("INVITE").must("Authorization")).contains("nonce=\"n2\"");
    }
}
