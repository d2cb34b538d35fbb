package org.sallyport.service.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.live.CallState;
import org.sallyport.core.calls.registrations.RegistrationQuery;
import org.sallyport.core.calls.registrations.RegistrationState;
import org.sallyport.core.settings.model.SipListener;
import org.sallyport.core.settings.model.SipSettings;
import org.sallyport.core.settings.model.SipTransport;
import org.sallyport.service.sip.peer.RawPeer;
import org.sallyport.service.sip.peer.RegisteringDevice;
import org.sallyport.service.sip.peer.SipDialog;
import org.sallyport.service.sip.peer.SipPeer;
import org.sallyport.service.sip.peer.SipText;
import org.sallyport.service.sip.stack.BoundListener;

/** Calls from inside to devices that are registered through us: they go the way that the registration came. */
class RegisteredDeviceTest {
    private final Gate gate = new Gate(RegisteredDeviceTest::alsoTcp);
    private final Registrar registrar = new Registrar(gate);

    @AfterEach
    void close() {
        gate.close();
    }

    private static SipSettings alsoTcp(SipSettings sip) {
        List<SipListener> listeners = new ArrayList<>(sip.listeners());
        listeners.add(new SipListener("outside-tcp", SipTransport.TCP, Gate.free(Side.EXTERNAL, Gate.OUTSIDE)));
        return new SipSettings(
                listeners,
                sip.callServer(),
                sip.tls(),
                sip.connections(),
                sip.registrations(),
                sip.sessionExpires(),
                sip.minSessionExpires(),
                Duration.ofSeconds(1),
                sip.ringTimeout(),
                sip.maxMessageSize());
    }

    /** Registers by UDP; the contact that the call server is given. */
    private String registered() {
        RegisteringDevice.of(gate.outside, gate.listener(Side.EXTERNAL), "sip:enterprise.example")
                .register();
        String contact = granted();
        gate.outside.response(200, "REGISTER");
        return contact;
    }

    private String granted() {
        SipText register = registrar.heard();
        registrar.grant(register, 3600);
        return register.uri("Contact");
    }

    private SipDialog callTo(String contact) {
        SipDialog caller =
                SipDialog.calling(gate.inside, gate.listener(Side.INTERNAL), "sip:bob@" + Gate.INSIDE, contact);
        caller.send("INVITE", Gate.SDP);
        return caller;
    }

    @Test
    void ringsTheDeviceWhereItsRegistrationCameFrom() {
        SipDialog caller = callTo(registered());
        SipText invite = gate.outside.request("INVITE");
        assertThat(invite.requestUri()).isEqualTo(RegisteringDevice.CONTACT);
        assertThat(invite.toString()).doesNotContain(Gate.INSIDE, "reg-");
        assertThat(invite.uri("To")).isEqualTo("sip:alice@enterprise.example");
        SipDialog device = SipDialog.called(gate.outside, invite, gate.listener(Side.EXTERNAL));
        String behindNat = "Contact: <" + RegisteringDevice.CONTACT + ">";
        device.answer(invite, 200, "OK", Gate.SDP, behindNat);
        caller.madeBy(gate.inside.response(200, "INVITE"));
        caller.ack(caller.lastCseq(), null);
        assertThat(gate.outside.request("ACK").requestUri()).isEqualTo(RegisteringDevice.CONTACT);
        Gate.await(
                "the call stands",
                () -> gate.liveCalls.all().stream().anyMatch(call -> call.state() == CallState.CONNECTED));
        caller.send("BYE", null);
        device.answer(gate.outside.request("BYE"), 200, "OK", null, behindNat);
        gate.inside.response(200, "BYE");
        gate.awaitNothingLeft();
    }

    @Test
    void saysThatADeviceIsAwayOnceItsRegistrationIsOver() {
        String contact = registered();
        gate.registrations
                .page(new RegistrationQuery("", null, "", 1))
                .items()
                .forEach(one -> gate.registrations.find(one.id()).orElseThrow().end());
        callTo(contact);
        assertThat(gate.inside.finalResponse("INVITE").status()).isEqualTo(480);
        assertThat(gate.recorded().call().disposition())
                .hasToString("Disposition[outcome=UNREACHABLE, code=480, text=The device called is not registered now,"
                        + " or its connection is gone.]");
    }

    /** 503 would say that we are, and keep the call server from sending us other calls (RFC 3261 section 21.5.4). */
    @Test
    void neverSaysThatWeAreAwayWhenADeviceIs() {
        String contact;
        try (SipPeer device = new SipPeer(Gate.OUTSIDE)) {
            RegisteringDevice.of(device, gate.listener(Side.EXTERNAL), "sip:enterprise.example")
                    .register();
            contact = granted();
            device.response(200, "REGISTER");
        }
        callTo(contact);
        SipText answer = gate.inside.finalResponse("INVITE");
        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.header("Retry-After")).isNull();
    }

    @Test
    void answersTheCallServerThatWatchesAContact() {
        String contact = registered();
        SipDialog.calling(gate.inside, gate.listener(Side.INTERNAL), "sip:cs@" + Gate.INSIDE, contact)
                .send("OPTIONS", null);
        assertThat(gate.inside.finalResponse("OPTIONS").status()).isEqualTo(200);
        String other = contact.replaceFirst("reg-[0-9a-f]{32}", "reg-" + "0".repeat(32));
        SipDialog.calling(gate.inside, gate.listener(Side.INTERNAL), "sip:cs@" + Gate.INSIDE, other)
                .send("OPTIONS", null);
        assertThat(gate.inside.finalResponse("OPTIONS").status()).isEqualTo(480);
    }

    @Test
    void knowsItsContactsInsideOnly() {
        String contact = registered();
        SipDialog stranger = SipDialog.calling(
                gate.outside,
                gate.listener(Side.EXTERNAL),
                "sip:x@outside.example",
                contact.replace(gate.hostPort(Side.INTERNAL), gate.hostPort(Side.EXTERNAL)));
        stranger.send("INVITE", Gate.SDP);
        SipText invite = gate.inside.request("INVITE");
        assertThat(invite.requestUri())
                .as("goes to the call server like any other")
                .contains("@" + Gate.INSIDE);
        gate.callee(invite).answer(invite, 404, "Not Found", null);
        assertThat(gate.outside.finalResponse("INVITE").status()).isEqualTo(404);
    }

    @Test
    void callsADeviceByTheConnectionThatItKeepsAndLosesItWithThat() throws IOException {
        String contact;
        try (RawPeer connection = new RawPeer(tcpListener())) {
            RegisteringDevice.over("TCP", text -> write(connection, text), "sip:enterprise.example")
                    .register();
            contact = granted();
            assertThat(connection.readMessage()).startsWith("SIP/2.0 200 ");
            write(connection, "\r\n\r\n");
            assertThat(connection.read(2))
                    .as("the answer to a keep-alive, RFC 5626 section 4.4.1")
                    .isEqualTo("\r\n");
            callTo(contact);
            assertThat(connection.readMessage()).startsWith("INVITE " + RegisteringDevice.CONTACT + " SIP/2.0\r\n");
        }
        Gate.await("the device is lost", () -> state() == RegistrationState.UNREACHABLE);
        assertThat(gate.metric("sallyport_sip_registration_events_total{event=\"unreachable\"}"))
                .isEqualTo(1);
        SipDialog again = callTo(contact);
        SipText answer = gate.inside.again(
                "an answer to the second call",
                text -> text.isResponse()
                        && text.status() >= 200
                        && text.must("Call-ID").equals(again.callId()));
        assertThat(answer.status()).isEqualTo(480);
    }

    private RegistrationState state() {
        return gate.registrations
                .page(new RegistrationQuery("", null, "", 1))
                .items()
                .getFirst()
                .state();
    }

    private InetSocketAddress tcpListener() {
        return gate.service.listeners().stream()
                .filter(listener -> listener.transport() == SipTransport.TCP)
                .map(BoundListener::address)
                .findFirst()
                .orElseThrow()
                .bound();
    }

    private static void write(RawPeer connection, String text) {
        try {
            connection.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
