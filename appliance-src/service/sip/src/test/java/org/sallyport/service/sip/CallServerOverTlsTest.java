package org.sallyport.service.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.base.address.LocalAddress;
import org.sallyport.base.address.Side;
import org.sallyport.core.pki.TlsIdentity;
import org.sallyport.core.settings.model.CallServer;
import org.sallyport.core.settings.model.ClientCertificate;
import org.sallyport.core.settings.model.SipConnections;
import org.sallyport.core.settings.model.SipListener;
import org.sallyport.core.settings.model.SipRegistrations;
import org.sallyport.core.settings.model.SipSettings;
import org.sallyport.core.settings.model.SipTls;
import org.sallyport.core.settings.model.SipTls.SystemAuthorities;
import org.sallyport.core.settings.model.SipTransport;
import org.sallyport.core.telemetry.alarms.Alarm;
import org.sallyport.service.sip.peer.SipText;
import org.sallyport.service.sip.peer.TlsAnswerer;
import org.sallyport.service.sip.route.CallServerState.Reachability;
import org.sallyport.service.sip.stack.BoundListener;
import org.sallyport.service.sip.transport.TestIdentity;

/** The call server must prove who it is, and the alarm says what is missing. */
class CallServerOverTlsTest {
    private static final TlsIdentity GATE = TestIdentity.of("gate.example");
    private static final TlsIdentity PBX = TestIdentity.of("pbx.example");

    private final TlsAnswerer server;
    private final int port;

    CallServerOverTlsTest() throws Exception {
        server = new TlsAnswerer(Gate.INSIDE, PBX);
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.ofLiteral(Gate.INSIDE))) {
            port = probe.getLocalPort();
        }
    }

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    private Gate gate(SipTls tls) {
        return new Gate(sip -> behindTls(sip, tls), () -> GATE);
    }

    private SipSettings behindTls(SipSettings sip, SipTls tls) {
        LocalAddress inside = new LocalAddress(
                Side.INTERNAL, new InetSocketAddress(InetAddress.ofLiteral(Gate.INSIDE), port), Gate.INSIDE, port);
        return new SipSettings(
                List.of(sip.listeners().getFirst(), new SipListener("inside-tls", SipTransport.TLS, inside)),
                new CallServer(
                        Gate.INSIDE,
                        server.address().getPort(),
                        SipTransport.TLS,
                        Duration.ofMillis(50),
                        Optional.empty()),
                tls,
                SipConnections.AS_INSTALLED,
                SipRegistrations.AS_INSTALLED,
                sip.sessionExpires(),
                sip.minSessionExpires(),
                sip.setupTimeout(),
                sip.ringTimeout(),
                sip.maxMessageSize());
    }

    private static SipTls believing(List<X509Certificate> authorities, String name) {
        return new SipTls(SystemAuthorities.NONE, authorities, Optional.empty(), true, true, Optional.of(name));
    }

    private static UnaryOperator<SipSettings> tls(SipTls tls) {
        return sip -> new SipSettings(
                sip.listeners(),
                sip.callServer(),
                tls,
                sip.connections(),
                sip.registrations(),
                sip.sessionExpires(),
                sip.minSessionExpires(),
                sip.setupTimeout(),
                sip.ringTimeout(),
                sip.maxMessageSize());
    }

    private static Alarm awaitAlarm(Gate gate) {
        Gate.await(
                "an alarm says that the call server is not trusted",
                () -> distrust(gate).isPresent());
        return distrust(gate).orElseThrow();
    }

    private static Optional<Alarm> distrust(Gate gate) {
        return gate.alarms.active().stream()
                .filter(alarm -> alarm.key().equals(CallServerTrust.ALARM))
                .findFirst();
    }

    private static void awaitReachable(Gate gate) {
        Gate.await(
                "the call server is reached", () -> gate.service.callServer().reachability() == Reachability.REACHABLE);
        assertThat(distrust(gate)).isEmpty();
    }

    @Test
    void isNotSentCallsWhenItsCertificateIsForSomebodyElse() {
        try (Gate gate = gate(believing(PBX.chain(), "other.example"))) {
            Alarm alarm = awaitAlarm(gate);
            assertThat(alarm.text()).contains("not for other.example but for [pbx.example]");
            assertThat(alarm.remedy()).contains("sip.tls.call-server-name");
            gate.caller().send("INVITE", Gate.SDP);
            SipText refusal = gate.outside.finalResponse("INVITE");
            assertThat(refusal.status()).isEqualTo(503);
            assertThat(refusal.header("Retry-After")).isEqualTo("30");
            assertThat(Objects.requireNonNull(gate.recorded().call().disposition())
                            .text())
                    .startsWith("No next hop could be reached: " + Gate.INSIDE + " port ")
                    .endsWith(" over TLS does not prove who it is: its certificate is not for other.example but for"
                            + " [pbx.example].");
            assertThat(server.methods()).isEmpty();
            assertThat(gate.metric("sallyport_sip_tls_failures_total{direction=\"outbound\",reason=\"wrong-name\"}"))
                    .isPositive();
            gate.changeSip(tls(believing(PBX.chain(), "pbx.example")));
            awaitReachable(gate);
            assertThat(server.methods()).contains("OPTIONS");
        }
    }

    @Test
    void isBelievedOnceItsAuthorityIsGiven() {
        try (Gate gate = gate(believing(GATE.chain(), "pbx.example"))) {
            Alarm alarm = awaitAlarm(gate);
            assertThat(alarm.text()).contains("CN=pbx.example", "no trusted authority");
            assertThat(alarm.remedy()).contains("sip.tls.authorities", "sip.tls.verify-call-server");
            assertThat(server.methods()).isEmpty();
            gate.changeSip(tls(believing(PBX.chain(), "pbx.example")));
            awaitReachable(gate);
        }
    }

    @Test
    void keepsTheListenersWhoseDemandsOfClientsChange() {
        try (Gate gate = gate(believing(PBX.chain(), "pbx.example"))) {
            List<BoundListener> before = gate.service.listeners();
            gate.changeSip(sip -> new SipSettings(
                    sip.listeners().stream()
                            .map(CallServerOverTlsTest::demanding)
                            .toList(),
                    sip.callServer(),
                    sip.tls(),
                    sip.connections(),
                    sip.registrations(),
                    sip.sessionExpires(),
                    sip.minSessionExpires(),
                    sip.setupTimeout(),
                    sip.ringTimeout(),
                    sip.maxMessageSize()));
            assertThat(gate.service.listeners()).containsExactlyInAnyOrderElementsOf(before);
        }
    }

    private static SipListener demanding(SipListener listener) {
        return listener.transport() == SipTransport.TLS
                ? new SipListener(listener.name(), listener.transport(), listener.address(), ClientCertificate.REQUIRE)
                : listener;
    }

    @Test
    void needsNoProofWhereNoneIsWanted() {
        SipTls lenient = new SipTls(SystemAuthorities.NONE, List.of(), Optional.empty(), true, false, Optional.empty());
        try (Gate gate = gate(lenient)) {
            awaitReachable(gate);
        }
    }
}
