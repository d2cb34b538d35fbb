package org.sallyport.service.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.base.address.Side;
import org.sallyport.core.settings.model.CallServer;
import org.sallyport.core.settings.model.SipListener;
import org.sallyport.core.settings.model.SipSettings;
import org.sallyport.core.settings.model.SipTransport;
import org.sallyport.service.sip.peer.SipDialog;
import org.sallyport.service.sip.peer.SipPeer;
import org.sallyport.service.sip.peer.SipText;
import org.sallyport.service.sip.route.SipLocator;
import org.sallyport.service.sip.route.TestNameServer;

/** A call server that is several, by its SRV records (RFC 3263 section 4.3). */
class FailoverTest {
    private static final String NAME = "calls.example";

    private final TestNameServer dns = new TestNameServer().a("one.example", Gate.INSIDE);
    private final SipPeer first = new SipPeer(Gate.INSIDE);
    private final SipPeer second = new SipPeer(Gate.INSIDE);
    private Gate gate = gate(FailoverTest::withUdp);
    private final SipDialog caller = gate.caller();

    @AfterEach
    void close() {
        gate.close();
        dns.close();
        first.close();
        second.close();
    }

    private Gate gate(UnaryOperator<SipSettings> change) {
        dns.srv("_sip._udp." + NAME, 1, 0, first.address().getPort(), "one.example");
        dns.srv("_sip._udp." + NAME, 2, 0, second.address().getPort(), "one.example");
        return new Gate(change, new SipLocator(List.of(dns.address())));
    }

    private static SipSettings withUdp(SipSettings sip) {
        return named(sip, SipTransport.UDP, sip.listeners());
    }

    private static SipSettings named(SipSettings sip, SipTransport transport, List<SipListener> listeners) {
        return new SipSettings(
                listeners,
                new CallServer(NAME, 0, transport, Duration.ZERO, Optional.empty()),
                sip.tls(),
                sip.connections(),
                sip.registrations(),
                sip.sessionExpires(),
                sip.minSessionExpires(),
                Duration.ofMillis(300),
                sip.ringTimeout(),
                sip.maxMessageSize());
    }

    private SipDialog callee(SipPeer peer, SipText invite) {
        return SipDialog.called(peer, invite, gate.listener(Side.INTERNAL));
    }

    private void standsAt(SipPeer peer, SipText invite) {
        SipDialog callee = callee(peer, invite);
        callee.answer(invite, 200, "OK", Gate.SDP);
        peer.request("ACK");
        caller.madeBy(gate.outside.response(200, "INVITE"));
        caller.ack(caller.lastCseq(), null);
        caller.send("BYE", null);
        callee.answer(peer.request("BYE"), 200, "OK", null);
        gate.outside.response(200, "BYE");
    }

    @Test
    void goesToTheSecondServerWhenTheFirstIsUnavailable() {
        caller.send("INVITE", Gate.SDP);
        SipText refused = first.request("INVITE");
        callee(first, refused).answer(refused, 503, "Overloaded", null);
        first.request("ACK");
        SipText invite = second.request("INVITE");
        assertThat(invite.branch()).isNotEqualTo(refused.branch());
        assertThat(invite.must("Call-ID")).isEqualTo(refused.must("Call-ID"));
        assertThat(invite.body()).isEqualTo(refused.body());
        standsAt(second, invite);
        gate.awaitNothingLeft();
    }

    @Test
    void goesToTheSecondServerWhenTheFirstIsSilent() {
        caller.send("INVITE", Gate.SDP);
        first.request("INVITE");
        standsAt(second, second.request("INVITE"));
        assertThat(gate.metric("sallyport_sip_expired_total{what=\"setup\"}")).isEqualTo(1);
        gate.awaitNothingLeft();
    }

    @Test
    void cancelsAtTheServerThatWakesUpTooLate() {
        caller.send("INVITE", Gate.SDP);
        SipText late = first.request("INVITE");
        SipText invite = second.request("INVITE");
        callee(second, invite).answer(invite, 180, "Ringing", null);
        gate.outside.response(180, "INVITE");
        SipDialog sleeper = callee(first, late);
        sleeper.answer(late, 180, "Ringing", null);
        SipText cancel = first.request("CANCEL");
        assertThat(cancel.branch()).isEqualTo(late.branch());
        sleeper.answer(cancel, 200, "OK", null);
        sleeper.answer(late, 487, "Request Terminated", null);
        first.request("ACK");
        standsAt(second, invite);
        gate.awaitNothingLeft();
    }

    @Test
    void endsTheAnswerOfAServerThatWakesUpTooLate() {
        caller.send("INVITE", Gate.SDP);
        SipText late = first.request("INVITE");
        SipText invite = second.request("INVITE");
        SipDialog sleeper = callee(first, late);
        sleeper.answer(late, 200, "OK", Gate.SDP);
        assertThat(first.request("ACK").toTag()).isEqualTo(sleeper.localTag());
        sleeper.answer(first.request("BYE"), 200, "OK", null);
        standsAt(second, invite);
        gate.awaitNothingLeft();
    }

    @Test
    void goesToTheSecondServerWhenTheFirstCannotBeConnectedTo() {
        gate.close();
        dns.srv("_sip._tcp." + NAME, 1, 0, 9, "one.example");
        gate = gate(sip -> {
            List<SipListener> listeners = new ArrayList<>(sip.listeners());
            listeners.add(new SipListener("inside-tcp", SipTransport.TCP, Gate.free(Side.INTERNAL, Gate.INSIDE)));
            return named(sip, SipTransport.TCP, listeners);
        });
        SipDialog other = gate.caller();
        other.send("INVITE", Gate.SDP);
        SipText invite = first.request("INVITE");
        assertThat(invite.must("Via")).contains("/UDP ");
        SipDialog.called(first, invite, gate.listener(Side.INTERNAL)).answer(invite, 486, "Busy Here", null);
        gate.outside.response(486, "INVITE");
    }

    @Test
    void sendsTheNextCallToTheServerThatWorked() {
        caller.send("INVITE", Gate.SDP);
        SipText refused = first.request("INVITE");
        callee(first, refused).answer(refused, 503, "Overloaded", null, "Retry-After: 120");
        standsAt(second, second.request("INVITE"));
        SipDialog again = gate.caller();
        again.send("INVITE", Gate.SDP);
        SipText invite = second.request("INVITE");
        callee(second, invite).answer(invite, 486, "Busy Here", null);
        gate.outside.response(486, "INVITE");
    }

    @Test
    void takesNoOtherServerForACalleeThatRefuses() {
        caller.send("INVITE", Gate.SDP);
        SipText invite = first.request("INVITE");
        callee(first, invite).answer(invite, 486, "Busy Here", null);
        gate.outside.response(486, "INVITE");
        gate.awaitNothingLeft();
        assertThat(second.hasUnread(text -> !text.isResponse())).isFalse();
    }

    @Test
    void reportsThatEveryServerIsUnavailable() {
        caller.send("INVITE", Gate.SDP);
        for (SipPeer peer : List.of(first, second)) {
            SipText invite = peer.request("INVITE");
            callee(peer, invite).answer(invite, 503, "Overloaded", null, "Retry-After: 7");
        }
        assertThat(gate.outside.response(503, "INVITE").must("Retry-After")).isEqualTo("7");
        gate.awaitNothingLeft();
    }
}
