package org.sallyport.service.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.sip.SipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.pki.TlsIdentity;

@Timeout(60)
class TlsTransportTest {
    private static final TlsIdentity NEAR = TestIdentity.of("near.example");
    private static final TlsIdentity FAR = TestIdentity.of("far.example");
    private static final TlsIdentity STRANGER = TestIdentity.of("stranger.example");

    @Test
    void twoStacksThatTrustEachOtherTalk() throws Exception {
        try (TestStack near = stack(new ListenerTls(() -> NEAR, Optional.of(TestIdentity.trusting(FAR)), true));
                TestStack far = stack(new ListenerTls(() -> FAR, Optional.of(TestIdentity.trusting(NEAR)), true))) {
            near.send(near.options(far.address, "tls", "there"));
            assertThat(near.response())
                    .hasValueSatisfying(r -> assertThat(r.getStatusCode()).isEqualTo(200));
            far.send(far.options(near.address, "tls", "back"));
            assertThat(far.response())
                    .hasValueSatisfying(r -> assertThat(r.getStatusCode()).isEqualTo(200));
        }
    }

    @Test
    void sendsNothingToAServerThatIsNotTrusted() throws Exception {
        try (TestStack near = stack(new ListenerTls(() -> NEAR, Optional.of(TestIdentity.trusting(FAR)), false));
                TestStack stranger = stack(new ListenerTls(() -> STRANGER, Optional.empty(), false))) {
            assertThatThrownBy(() -> near.send(near.options(stranger.address, "tls", "stranger")))
                    .isInstanceOf(SipException.class);
            assertThat(stranger.requests).isEmpty();
        }
    }

    @Test
    void sendsOnlyToAServerOfTheDomainThatWasLocated() throws Exception {
        try (TestStack near = stack(new ListenerTls(() -> NEAR, Optional.of(TestIdentity.trusting(FAR)), false));
                TestStack far = stack(new ListenerTls(() -> FAR, Optional.empty(), false))) {
            near.factory.expect(far.address, "other.example");
            assertThatThrownBy(() -> near.send(near.options(far.address, "tls", "other")))
                    .isInstanceOf(SipException.class);
            assertThat(far.requests).isEmpty();

            near.factory.expect(far.address, "far.example");
            near.factory.expect(far.address, "127.0.0.1");
            near.send(near.options(far.address, "tls", "right"));
            assertThat(near.response()).isPresent();
        }
    }

    @Test
    void refusesClientsWithoutCertificateWhereOneIsRequired() throws Exception {
        try (TestStack stack = stack(new ListenerTls(() -> NEAR, Optional.of(TestIdentity.trusting(FAR)), true))) {
            assertThatThrownBy(() -> {
                        try (RawPeer peer = new RawPeer(connect(stack, STRANGER, "TLSv1.3"))) {
                            peer.write(RawPeer.options("x"));
                            peer.readMessage();
                        }
                    })
                    .isInstanceOf(IOException.class);
            assertThat(TestStack.eventually(() -> stack.counted(
                                    "sallyport_sip_closed_connections_total",
                                    "transport",
                                    "tls",
                                    "reason",
                                    "handshake-failed")
                            == 1))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaksBothVersions(String version) throws Exception {
        try (TestStack stack = stack(new ListenerTls(() -> NEAR, Optional.empty(), false));
                RawPeer peer = new RawPeer(connect(stack, FAR, version))) {
            peer.write(RawPeer.options("x"));

            assertThat(peer.readMessage()).startsWith("SIP/2.0 200 ");
        }
    }

    @Test
    void refusesSuitesWithoutAuthenticatedEncryption() throws Exception {
        try (TestStack stack = stack(new ListenerTls(() -> NEAR, Optional.empty(), false));
                SSLSocket socket = open(stack, FAR, "TLSv1.2")) {
            socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384"});

            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void showsANewCertificateWithoutRestart() throws Exception {
        AtomicReference<TlsIdentity> identity = new AtomicReference<>(NEAR);
        try (TestStack stack = stack(new ListenerTls(identity::get, Optional.empty(), false))) {
            assertThat(certificateOf(stack)).isEqualTo(NEAR.chain().getFirst());
            identity.set(FAR);
            assertThat(certificateOf(stack)).isEqualTo(FAR.chain().getFirst());
        }
    }

    @Test
    void closesConnectionsThatDoNotShakeHands() throws Exception {
        TransportLimits base = TransportLimits.ofMessageSize(16_384);
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
        try (TestStack stack =
                        new TestStack("tls", impatient, _ -> new ListenerTls(() -> NEAR, Optional.empty(), false));
                RawPeer silent = new RawPeer(stack.address)) {
            assertThat(silent.isAtEnd()).isTrue();
        }
    }

    private static TestStack stack(ListenerTls tls) throws Exception {
        return new TestStack("tls", TransportLimits.ofMessageSize(16_384), _ -> tls);
    }

    private static X509Certificate certificateOf(TestStack stack) throws Exception {
        try (SSLSocket socket = connect(stack, STRANGER, "TLSv1.3")) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static SSLSocket connect(TestStack stack, TlsIdentity identity, String version) throws Exception {
        SSLSocket socket = open(stack, identity, version);
        socket.startHandshake();
        return socket;
    }

    private static SSLSocket open(TestStack stack, TlsIdentity identity, String version) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(identity), new TrustManager[] {TestIdentity.trusting(NEAR, FAR, STRANGER)}, null);
        InetSocketAddress address = stack.address;
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(address.getAddress(), address.getPort());
        socket.setEnabledProtocols(new String[] {version});
        return socket;
    }

    private static KeyManager[] keys(TlsIdentity identity) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", identity.key(), new char[0], identity.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }
}
