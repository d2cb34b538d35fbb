package org.sallyport.service.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.base.address.Side;
import org.sallyport.core.calls.admission.AdmissionDecision.Reason;
import org.sallyport.core.calls.admission.AdmissionDecision.Refused;
import org.sallyport.service.sip.peer.RegisteringDevice;
import org.sallyport.service.sip.peer.SipText;

/** REGISTERs that are not granted, and why. */
class RefusedRegistrationTest {
    private final Gate gate = new Gate();
    private final Registrar registrar = new Registrar(gate);
    private final RegisteringDevice device =
            RegisteringDevice.of(gate.outside, gate.listener(Side.EXTERNAL), "sip:enterprise.example");

    @AfterEach
    void close() {
        gate.close();
    }

    private SipText answer() {
        return gate.outside.finalResponse("REGISTER");
    }

    private void assertRefused(SipText answer, int status, String reason) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(gate.metric("sallyport_sip_registrations_refused_total{reason=\"" + reason + "\"}"))
                .isEqualTo(1);
        assertThat(gate.registrations.size()).isZero();
    }

    @Test
    void takesNoneFromInside() {
        RegisteringDevice.of(gate.inside, gate.listener(Side.INTERNAL), "sip:enterprise.example")
                .register();
        SipText answer = gate.inside.finalResponse("REGISTER");
        assertThat(answer.startLine()).isEqualTo("SIP/2.0 403 Devices Register From Outside Only");
        assertRefused(answer, 403, "from-inside");
    }

    @Test
    void takesNoneThatRemovesAllAndSetsSome() {
        device.send("Contact: *", "Expires: 60");
        assertRefused(answer(), 400, "bad-contact");
        assertThat(registrar.hasUnheard()).isFalse();
    }

    @Test
    void takesNoContactThatIsNoSipAddress() {
        device.send("Contact: <tel:+4930123>", "Expires: 60");
        assertRefused(answer(), 400, "bad-contact");
    }

    @Test
    void takesNoMoreContactsThanADeviceHas() {
        StringBuilder contacts = new StringBuilder("Contact: <sip:a0@192.0.2.1>");
        for (int i = 1; i <= 8; i++) {
            contacts.append(", <sip:a").append(i).append("@192.0.2.1>");
        }
        device.send(contacts.toString(), "Expires: 60");
        assertRefused(answer(), 403, "too-many-contacts");
    }

    @Test
    void refusesWhatAdmissionRefuses() {
        gate.registrationAdmission = attempt -> {
            assertThat(attempt.alias()).isEqualTo("sip:alice@enterprise.example");
            assertThat(attempt.sourceAddress()).isEqualTo(Gate.OUTSIDE);
            assertThat(attempt.isNew()).isTrue();
            return Optional.of(
                    new Refused(Reason.REGISTRATION_LIMIT, Optional.of(Duration.ofSeconds(60)), "It is full."));
        };
        device.register();
        SipText answer = answer();
        assertRefused(answer, 503, "admission");
        assertThat(answer.must("Retry-After")).isEqualTo("60");
        assertThat(registrar.hasUnheard()).isFalse();
    }

    @Test
    void saysThatTheCallServerIsAway() {
        device.register();
        registrar.heard();
        SipText answer = answer();
        assertRefused(answer, 503, "unreachable");
        assertThat(answer.must("Retry-After")).isEqualTo("30");
    }

    @Test
    void passesTheRefusalOfTheCallServerWithoutItsWords() {
        device.register();
        registrar.answer(registrar.heard(), 403, "No such user at pbx7.inside.local", "Warning: 399 pbx7 \"no\"");
        SipText answer = answer();
        assertRefused(answer, 403, "rejected");
        assertThat(answer.toString()).doesNotContain("pbx7");
    }

    @Test
    void followsNoRedirectionInside() {
        device.register();
        registrar.answer(registrar.heard(), 302, "Moved Temporarily", "Contact: <sip:10.1.1.5>");
        SipText answer = answer();
        assertRefused(answer, 503, "rejected");
        assertThat(answer.toString()).doesNotContain("10.1.1.5");
    }

    @Test
    void refusesOneThatALaterOneOvertook() {
        device.register();
        registrar.grant(registrar.heard(), 3600);
        answer();
        device.cseq(device.lastCseq());
        device.register();
        assertThat(answer().status()).isEqualTo(500);
        assertThat(gate.registrations.size()).isEqualTo(1);
    }

    @Test
    void understandsNoExtensionThatItDoesNotName() {
        device.register("Require: outbound");
        SipText answer = answer();
        assertThat(answer.status()).isEqualTo(420);
        assertThat(answer.must("Unsupported")).isEqualTo("outbound");
    }
}
