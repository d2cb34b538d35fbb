package org.sallyport.service.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.sip.SipException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.pki.TlsIdentity;
import org.sallyport.core.settings.model.ClientCertificate;
import org.sallyport.core.settings.model.SipConnections;
import org.sallyport.service.sip.peer.RawPeer;
import org.sallyport.service.sip.transport.TlsFailure.Reason;

@Timeout(60)
class TlsTransportTest {
    private static final TlsIdentity NEAR = TestIdentity.of("near.example");
    private static final TlsIdentity FAR = TestIdentity.of("far.example");
    private static final TlsIdentity STRANGER = TestIdentity.of("stranger.example");

    @Test
    void twoStacksThatTrustEachOtherTalk() throws Exception {
        TestTls nearTls = TestTls.of(NEAR).believing(FAR).asking(ClientCertificate.REQUIRE, FAR);
        TestTls farTls = TestTls.of(FAR).believing(NEAR).asking(ClientCertificate.REQUIRE, NEAR);
        try (TestStack near = stack(nearTls);
                TestStack far = stack(farTls)) {
            near.send(near.options(far.address, "tls", "there"));
            assertThat(near.response())
                    .hasValueSatisfying(r -> assertThat(r.getStatusCode()).isEqualTo(200));
            far.send(far.options(near.address, "tls", "back"));
            assertThat(far.response())
                    .hasValueSatisfying(r -> assertThat(r.getStatusCode()).isEqualTo(200));
            assertThat(nearTls.answered).containsExactly(far.address);
            assertThat(nearTls.failures).isEmpty();
        }
    }

    @Test
    void sendsNothingToAServerThatIsNotTrusted() throws Exception {
        TestTls tls = TestTls.of(NEAR).believing(FAR);
        try (TestStack near = stack(tls);
                TestStack stranger = stack(TestTls.of(STRANGER))) {
            assertThatThrownBy(() -> near.send(near.options(stranger.address, "tls", "stranger")))
                    .isInstanceOf(SipException.class);
            assertThat(stranger.requests).isEmpty();
            assertFailed(near, tls, Reason.UNKNOWN_AUTHORITY);
            assertThat(tls.failures.getFirst().words()).contains("CN=stranger.example", "no trusted authority");
        }
    }

    @Test
    void tellsAnEndedCertificateFromAnUnknownOne() throws Exception {
        TlsIdentity ended = TestIdentity.until(Duration.ofHours(-1), "far.example");
        TestTls tls = TestTls.of(NEAR).believing(FAR);
        try (TestStack near = stack(tls);
                TestStack far = stack(TestTls.of(ended))) {
            assertThatThrownBy(() -> near.send(near.options(far.address, "tls", "ended")))
                    .isInstanceOf(SipException.class);
            assertFailed(near, tls, Reason.EXPIRED);
        }
    }

    @Test
    void sendsOnlyToAServerOfTheDomainThatWasLocated() throws Exception {
        TestTls tls = TestTls.of(NEAR).believing(FAR);
        try (TestStack near = stack(tls);
                TestStack far = stack(TestTls.of(FAR))) {
            near.factory.expect(far.address, "other.example");
            assertThatThrownBy(() -> near.send(near.options(far.address, "tls", "other")))
                    .isInstanceOf(SipException.class);
            assertThat(far.requests).isEmpty();
            assertFailed(near, tls, Reason.WRONG_NAME);
            assertThat(tls.answered).isEmpty();

            near.factory.expect(far.address, "far.example");
            near.factory.expect(far.address, "127.0.0.1");
            near.send(near.options(far.address, "tls", "right"));
            assertThat(near.response()).isPresent();
        }
    }

    @Test
    void holdsAServerToTheNameThatTheTermsSay() throws Exception {
        TestTls tls = TestTls.of(NEAR).believing(FAR).meaning("pbx.example");
        try (TestStack near = stack(tls);
                TestStack far = stack(TestTls.of(FAR))) {
            near.factory.expect(far.address, "far.example");
            assertThatThrownBy(() -> near.send(near.options(far.address, "tls", "other")))
                    .isInstanceOf(SipException.class);
            tls.meaning("far.example");
            near.factory.expect(far.address, "pbx.example");
            near.send(near.options(far.address, "tls", "right"));
            assertThat(near.response()).isPresent();
        }
    }

    @Test
    void leavesAConnectionThatStandsOnOtherTermsToWhatIsUnderWay() throws Exception {
        TestTls tls = TestTls.of(NEAR);
        try (TestStack near = stack(tls);
                TestStack far = stack(TestTls.of(FAR))) {
            near.send(near.options(far.address, "tls", "unverified"));
            assertThat(near.response()).isPresent();
            tls.believing(STRANGER);
            assertThatThrownBy(() -> near.send(near.options(far.address, "tls", "verified")))
                    .isInstanceOf(SipException.class);
            assertThat(far.requests).hasSize(1);
            assertThat(near.connections()).isPositive();
        }
    }

    @Test
    void takesNobodyForADomainWhoOnlyCameFromItsAddress() throws Exception {
        TestTls tls = TestTls.of(NEAR).believing(FAR);
        try (TestStack near = stack(tls);
                RawPeer visitor = new RawPeer(connect(near, STRANGER, "TLSv1.3"))) {
            visitor.write(RawPeer.options("x"));
            assertThat(visitor.readMessage()).startsWith("SIP/2.0 200 ");
            InetSocketAddress from = new InetSocketAddress(near.address.getAddress(), visitor.localPort());
            near.factory.expect(from, "far.example");
            assertThatThrownBy(() -> near.send(near.options(from, "tls", "meant-for-far")))
                    .isInstanceOf(SipException.class);
            assertThat(visitor.isOpen()).isTrue();
        }
    }

    @Test
    void refusesClientsWithoutATrustedCertificateWhereOneIsRequired() throws Exception {
        TestTls tls = TestTls.of(NEAR).asking(ClientCertificate.REQUIRE, FAR);
        try (TestStack stack = stack(tls)) {
            assertThatThrownBy(() -> talk(stack, STRANGER)).isInstanceOf(IOException.class);
            assertThat(TestStack.eventually(() -> stack.counted(
                                    "sallyport_sip_closed_connections_total",
                                    "transport",
                                    "tls",
                                    "reason",
                                    "handshake-failed")
                            == 1))
                    .isTrue();
            assertFailed(stack, tls, Reason.UNKNOWN_AUTHORITY);
            assertThatThrownBy(() -> talk(stack, null)).isInstanceOf(IOException.class);
            assertThat(TestStack.eventually(() -> tls.failures.size() == 2)).isTrue();
            assertThat(tls.failures.getLast().reason()).isEqualTo(Reason.NO_CERTIFICATE);
            assertThat(talk(stack, FAR)).startsWith("SIP/2.0 200 ");
        }
    }

    @Test
    void takesClientsWithoutCertificateWhereOneIsOnlyWanted() throws Exception {
        TestTls tls = TestTls.of(NEAR).asking(ClientCertificate.WANT, FAR);
        try (TestStack stack = stack(tls)) {
            assertThat(talk(stack, null)).startsWith("SIP/2.0 200 ");
            assertThat(talk(stack, FAR)).startsWith("SIP/2.0 200 ");
            assertThatThrownBy(() -> talk(stack, STRANGER)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void asksNewClientsWhenTheTermsChange() throws Exception {
        TestTls tls = TestTls.of(NEAR);
        try (TestStack stack = stack(tls);
                RawPeer early = new RawPeer(connect(stack, STRANGER, "TLSv1.3"))) {
            early.write(RawPeer.options("x"));
            assertThat(early.readMessage()).startsWith("SIP/2.0 200 ");
            tls.asking(ClientCertificate.REQUIRE, FAR);
            assertThatThrownBy(() -> talk(stack, STRANGER)).isInstanceOf(IOException.class);
            early.write(RawPeer.options("y"));
            assertThat(early.readMessage()).startsWith("SIP/2.0 200 ");
        }
    }

    @Test
    void saysThatAServerRefusesOurCertificate() throws Exception {
        TestTls tls = TestTls.of(STRANGER).believing(FAR);
        try (TestStack near = stack(tls);
                TestStack far = stack(TestTls.of(FAR).asking(ClientCertificate.REQUIRE, NEAR))) {
            near.factory.expect(far.address, "far.example");
            try {
                near.send(near.options(far.address, "tls", "refused"));
            } catch (SipException e) {
                // its alert may come before the request leaves
            }
            assertFailed(near, tls, Reason.REFUSED_BY_PEER);
            assertThat(tls.answered).isEmpty();
            assertThat(far.requests).isEmpty();
        }
    }

    @Test
    void saysThatAPeerDoesNotSpeakTls() throws Exception {
        TestTls tls = TestTls.of(NEAR);
        try (TestStack stack = stack(tls);
                RawPeer plain = new RawPeer(stack.address)) {
            plain.write(RawPeer.options("x"));
            assertFailed(stack, tls, Reason.NOT_TLS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaksBothVersions(String version) throws Exception {
        try (TestStack stack = stack(TestTls.of(NEAR));
                RawPeer peer = new RawPeer(connect(stack, FAR, version))) {
            peer.write(RawPeer.options("x"));

            assertThat(peer.readMessage()).startsWith("SIP/2.0 200 ");
        }
    }

    @Test
    void refusesSuitesWithoutAuthenticatedEncryption() throws Exception {
        try (TestStack stack = stack(TestTls.of(NEAR));
                SSLSocket socket = open(stack, FAR, "TLSv1.2")) {
            socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384"});

            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void showsANewCertificateWithoutRestart() throws Exception {
        TestTls tls = TestTls.of(NEAR);
        try (TestStack stack = stack(tls);
                RawPeer early = new RawPeer(connect(stack, STRANGER, "TLSv1.3"))) {
            assertThat(certificateOf(stack)).isEqualTo(NEAR.chain().getFirst());
            tls.identity(FAR);
            assertThat(certificateOf(stack)).isEqualTo(FAR.chain().getFirst());
            early.write(RawPeer.options("x"));
            assertThat(early.readMessage()).startsWith("SIP/2.0 200 ");
        }
    }

    @Test
    void closesConnectionsThatDoNotShakeHands() throws Exception {
        TransportLimits base = TransportLimits.of(16_384, SipConnections.AS_INSTALLED);
        TransportLimits impatient = new TransportLimits(
                base.maxMessageSize(),
                base.maxHeaderSize(),
                10,
                10,
                10,
                Duration.ofSeconds(1),
                Duration.ofMillis(200),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                base.writeHighWater());
        try (TestStack stack = new TestStack("tls", impatient, _ -> TestTls.of(NEAR));
                RawPeer silent = new RawPeer(stack.address)) {
            assertThat(silent.isAtEnd()).isTrue();
        }
    }

    private static TestStack stack(ListenerTls tls) throws Exception {
        return new TestStack("tls", TransportLimits.of(16_384, SipConnections.AS_INSTALLED), _ -> tls);
    }

    private static void assertFailed(TestStack stack, TestTls tls, Reason reason) throws InterruptedException {
        assertThat(TestStack.eventually(() -> !tls.failures.isEmpty())).isTrue();
        TlsFailure failure = tls.failures.getFirst();
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(stack.counted(
                        "sallyport_sip_tls_failures_total",
                        "direction",
                        failure.outbound() ? "outbound" : "inbound",
                        "reason",
                        reason.label()))
                .isEqualTo(1);
    }

    /** What a client hears on a request; a client without identity has no certificate. */
    private static String talk(TestStack stack, @Nullable TlsIdentity identity) throws Exception {
        try (RawPeer peer = new RawPeer(connect(stack, identity, "TLSv1.3"))) {
            peer.write(RawPeer.options("x"));
            return peer.readMessage();
        }
    }

    private static X509Certificate certificateOf(TestStack stack) throws Exception {
        try (SSLSocket socket = connect(stack, STRANGER, "TLSv1.3")) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static SSLSocket connect(TestStack stack, @Nullable TlsIdentity identity, String version) throws Exception {
        SSLSocket socket = open(stack, identity, version);
        socket.startHandshake();
        return socket;
    }

    private static SSLSocket open(TestStack stack, @Nullable TlsIdentity identity, String version) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                identity == null ? null : new KeyManager[] {new OneKey(identity)},
                new TrustManager[] {TestIdentity.trusting(NEAR, FAR, STRANGER).trustManager()},
                null);
        InetSocketAddress address = stack.address;
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(address.getAddress(), address.getPort());
        socket.setEnabledProtocols(new String[] {version});
        return socket;
    }
}
