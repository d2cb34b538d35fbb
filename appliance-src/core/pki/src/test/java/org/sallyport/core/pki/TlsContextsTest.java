package org.sallyport.core.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsContextsTest {
    private final TlsIdentity server;
    private final TestAuthority root;

    TlsContextsTest() throws Exception {
        root = TestAuthority.root("Root");
        server = root.issue("gate", new GeneralName(GeneralName.dNSName, "gate.example.com"));
    }

    private SSLSession handshake(TrustedAuthorities trusted, String... protocols) throws Exception {
        SSLContext context = TlsContexts.of(server, trusted);
        try (SSLServerSocket listening = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listening.setSSLParameters(TlsContexts.parameters());
            CompletableFuture<Void> accepted = CompletableFuture.runAsync(() -> {
                try (SSLSocket connection = (SSLSocket) listening.accept()) {
                    connection.startHandshake();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            try (SSLSocket client = (SSLSocket) context.getSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), listening.getLocalPort())) {
                SSLParameters parameters = TlsContexts.parameters();
                if (protocols.length > 0) {
                    parameters.setProtocols(protocols);
                }
                client.setSSLParameters(parameters);
                client.startHandshake();
                accepted.join();
                return client.getSession();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaksBothVersionsWithAuthenticatedEncryption(String version) throws Exception {
        SSLSession session = handshake(new TrustedAuthorities(List.of(root.certificate())), version);
        assertThat(session.getProtocol()).isEqualTo(version);
        assertThat(session.getCipherSuite()).containsAnyOf("GCM", "POLY1305");
        assertThat(session.getPeerCertificates()[0]).isEqualTo(server.certificate());
    }

    @Test
    void refusesAPeerOfAnUnknownAuthority() throws Exception {
        TrustedAuthorities strangers =
                new TrustedAuthorities(List.of(TestAuthority.root("Stranger").certificate()));
        assertThatThrownBy(() -> handshake(strangers)).isInstanceOf(IOException.class);
    }
}
