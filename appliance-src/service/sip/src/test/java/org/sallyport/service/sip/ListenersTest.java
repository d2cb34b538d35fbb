package org.sallyport.service.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.base.address.LocalAddress;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.Disposition.Outcome;
import org.sallyport.core.settings.model.SipListener;
import org.sallyport.core.settings.model.SipTransport;
import org.sallyport.service.sip.peer.SipDialog;
import org.sallyport.service.sip.peer.SipText;
import org.sallyport.service.sip.stack.BoundListener;

/** Listeners that come, change and go while a call stands. */
class ListenersTest {
    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        gate.close();
    }

    private void hangUp(SipDialog caller, SipDialog callee) {
        caller.send("BYE", null);
        gate.outside.response(200, "BYE");
        callee.answer(gate.inside.request("BYE"), 200, "OK", null);
        gate.awaitNothingLeft();
        assertThat(Objects.requireNonNull(gate.recorded().call().disposition()).outcome())
                .isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void takesCallsOnOneThatCame() {
        Gate.Talk talk = gate.talk();
        gate.changeListeners(listeners -> {
            listeners.add(new SipListener("more", SipTransport.UDP, Gate.free(Side.EXTERNAL, Gate.OUTSIDE)));
            return listeners;
        });
        BoundListener came = gate.service.listeners().stream()
                .filter(listener -> listener.name().equals("more"))
                .findFirst()
                .orElseThrow();
        InetSocketAddress address = came.address().bound();
        SipDialog other = SipDialog.calling(
                gate.outside, address, "sip:x@outside.example", "sip:room@" + Gate.OUTSIDE + ":" + address.getPort());
        other.send("INVITE", Gate.SDP);
        SipText invite = gate.inside.request("INVITE");
        gate.callee(invite).answer(invite, 486, "Busy Here", null);
        gate.outside.response(486, "INVITE");
        talk.caller().send("BYE", null);
        gate.outside.response(200, "BYE");
    }

    @Test
    void opensOneAsSoonAsItsPortCanBeHad() throws SocketException {
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.ofLiteral(Gate.OUTSIDE))) {
            InetSocketAddress bound = new InetSocketAddress(taken.getLocalAddress(), taken.getLocalPort());
            LocalAddress address = new LocalAddress(Side.EXTERNAL, bound, Gate.OUTSIDE, bound.getPort());
            gate.changeListeners(listeners -> {
                listeners.add(new SipListener("late", SipTransport.UDP, address));
                return listeners;
            });
            assertThat(gate.service.listeners()).extracting(BoundListener::name).doesNotContain("late");
        }
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (gate.service.listeners().stream()
                .noneMatch(listener -> listener.name().equals("late"))) {
            assertThat(System.nanoTime()).as("opened within 30 s").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void movesACallToTheOneThatTookThePlaceOfItsOwn() {
        Gate.Talk talk = gate.talk("Allow: INVITE, ACK, BYE, UPDATE");
        InetSocketAddress next = gate.replaceOutside(Gate.free(Side.EXTERNAL, Gate.OUTSIDE));
        SipText update = gate.outside.request("UPDATE");
        assertThat(update.uri("Contact")).contains(":" + next.getPort());
        talk.caller().target(next);
        talk.caller().madeByRequest(update);
        talk.caller().answer(update, 200, "OK", null);
        hangUp(talk.caller(), talk.callee());
    }

    @Test
    void movesACallWhenAllListenersChangeAtOnce() {
        Gate.Talk talk = gate.talk("Allow: INVITE, ACK, BYE, UPDATE");
        gate.changeListeners(_ -> List.of(
                new SipListener("other-outside", SipTransport.UDP, Gate.free(Side.EXTERNAL, Gate.OUTSIDE)),
                new SipListener("other-inside", SipTransport.UDP, Gate.free(Side.INTERNAL, Gate.INSIDE))));
        SipText outward = gate.outside.request("UPDATE");
        talk.caller().target(gate.listener(Side.EXTERNAL));
        talk.caller().madeByRequest(outward);
        talk.caller().answer(outward, 200, "OK", null);
        SipText inward = gate.inside.request("UPDATE");
        talk.callee().target(gate.listener(Side.INTERNAL));
        talk.callee().madeByRequest(inward);
        talk.callee().answer(inward, 200, "OK", null);
        hangUp(talk.caller(), talk.callee());
    }

    @Test
    void movesACallWhosePartyKnowsNoUpdateByAReinvite() {
        Gate.Talk talk = gate.talk("Allow: INVITE, ACK, BYE");
        InetSocketAddress next = gate.replaceOutside(Gate.free(Side.EXTERNAL, Gate.OUTSIDE));
        SipText invite = gate.outside.request("INVITE");
        talk.caller().target(next);
        talk.caller().madeByRequest(invite);
        talk.caller().answer(invite, 200, "OK", Gate.SDP);
        gate.outside.request("ACK");
        hangUp(talk.caller(), talk.callee());
    }

    @Test
    void opensOneAnewAtTheSamePortWhenItIsAdvertisedOtherwise() {
        Gate.Talk talk = gate.talk("Allow: INVITE, ACK, BYE, UPDATE");
        InetSocketAddress same = gate.listener(Side.EXTERNAL);
        InetSocketAddress next =
                gate.replaceOutside(new LocalAddress(Side.EXTERNAL, same, "gate.example", same.getPort()));
        assertThat(next).isEqualTo(same);
        SipText update = gate.outside.request("UPDATE");
        assertThat(update.uri("Contact")).contains("@gate.example:" + same.getPort());
        talk.caller().answer(update, 200, "OK", null);
        hangUp(talk.caller(), talk.callee());
    }

    @Test
    void endsACallWhoseOwnWent() {
        Gate.Talk talk = gate.talk();
        gate.changeListeners(listeners -> {
            listeners.removeIf(listener -> listener.side() == Side.EXTERNAL);
            return listeners;
        });
        talk.callee().answer(gate.inside.request("BYE"), 200, "OK", null);
        gate.awaitNothingLeft();
        assertThat(Objects.requireNonNull(gate.recorded().call().disposition())).satisfies(how -> {
            assertThat(how.outcome()).isEqualTo(Outcome.DISCONNECTED);
            assertThat(how.text()).contains("taken out of the settings");
        });
    }

    @Test
    void endsACallThatRingsWhenItsOwnChanges() {
        SipDialog caller = gate.caller();
        caller.send("INVITE", Gate.SDP);
        SipText invite = gate.inside.request("INVITE");
        SipDialog callee = gate.callee(invite);
        callee.answer(invite, 180, "Ringing", null);
        gate.outside.response(180, "INVITE");
        gate.replaceOutside(Gate.free(Side.EXTERNAL, Gate.OUTSIDE));
        callee.answer(gate.inside.request("CANCEL"), 200, "OK", null);
        callee.answer(invite, 487, "Request Terminated", null);
        gate.awaitNothingLeft();
    }
}
