package org.sallyport.service.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.calls.live.Disposition.Outcome;
import org.sallyport.core.settings.model.CallServer;
import org.sallyport.core.settings.model.SipSettings;
import org.sallyport.service.sip.peer.SipDialog;
import org.sallyport.service.sip.peer.SipText;
import org.sallyport.service.sip.route.CallServerState.Reachability;

/** A call server that answers no OPTIONS may still take calls; one that is down costs the caller little time. */
class DoubtfulCallServerTest {
    private final Gate gate = new Gate(DoubtfulCallServerTest::oftenPinged);

    private static SipSettings oftenPinged(SipSettings sip) {
        CallServer server = sip.callServer();
        return new SipSettings(
                sip.listeners(),
                new CallServer(
                        server.host(), server.port(), server.transport(), Duration.ofMillis(50), server.credentials()),
                sip.tls(),
                sip.connections(),
                sip.registrations(),
                sip.sessionExpires(),
                sip.minSessionExpires(),
                Duration.ofSeconds(2),
                sip.ringTimeout(),
                sip.maxMessageSize());
    }

    @BeforeEach
    void awaitDoubt() {
        Gate.await(
                "the call server is in doubt",
                () -> gate.service.callServer().reachability() == Reachability.UNREACHABLE);
    }

    @AfterEach
    void close() {
        gate.close();
    }

    @Test
    void isTriedAllTheSame() {
        SipDialog caller = gate.caller();
        caller.send("INVITE", Gate.SDP);
        SipText invite = gate.inside.request("INVITE");
        gate.callee(invite).answer(invite, 200, "OK", Gate.SDP);
        assertThat(gate.outside.finalResponse("INVITE").status()).isEqualTo(200);
        assertThat(gate.service.callServer()).satisfies(server -> {
            assertThat(server.reachability()).isEqualTo(Reachability.REACHABLE);
            assertThat(server.detail()).contains("but answered INVITE with 200");
        });
    }

    @Test
    void isReportedAsUnavailableWhenItIsSilent() {
        gate.caller().send("INVITE", Gate.SDP);
        SipText refusal = gate.outside.finalResponse("INVITE");
        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.header("Retry-After")).isEqualTo("30");
        assertThat(Objects.requireNonNull(gate.recorded().call().disposition()).outcome())
                .isEqualTo(Outcome.UNREACHABLE);
    }
}
