package org.sallyport.service.sip.transport;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.pki.TlsContexts;
import org.sallyport.core.pki.TlsIdentity;

/** Netty's contexts for one listening point: TLS 1.3 and 1.2 with AEAD suites. Rebuilt when the identity changes. */
final class ListenerContexts {
    private final ListenerTls tls;
    private @Nullable Built built;

    ListenerContexts(ListenerTls tls) {
        this.tls = tls;
    }

    /** Both contexts of one identity. */
    record Built(TlsIdentity identity, SslContext server, SslContext client) {}

    /** Whether peers must prove who they are. */
    boolean verifiesPeers() {
        return tls.trust().isPresent();
    }

    /** The contexts for the identity in force. */
    synchronized Built current() throws SSLException {
        TlsIdentity identity = tls.identity().get();
        Built known = built;
        if (known == null || !known.identity.equals(identity)) {
            known = new Built(identity, server(identity), client(identity));
            built = known;
        }
        return known;
    }

    private SslContext server(TlsIdentity identity) throws SSLException {
        SslContextBuilder builder = common(SslContextBuilder.forServer(identity.key(), chain(identity)));
        tls.trust().ifPresent(builder::trustManager);
        ClientAuth auth = tls.clientCertificateRequired() ? ClientAuth.REQUIRE : ClientAuth.OPTIONAL;
        return builder.clientAuth(tls.trust().isPresent() ? auth : ClientAuth.NONE)
                .build();
    }

    private SslContext client(TlsIdentity identity) throws SSLException {
        SslContextBuilder builder = common(SslContextBuilder.forClient().keyManager(identity.key(), chain(identity)));
        // RFC 5922 forbids what HTTPS allows (wildcards), so names are checked before the first message instead.
        builder.endpointIdentificationAlgorithm(null);
        tls.trust()
                .ifPresentOrElse(
                        builder::trustManager, () -> builder.trustManager(InsecureTrustManagerFactory.INSTANCE));
        return builder.build();
    }

    private static SslContextBuilder common(SslContextBuilder builder) {
        return builder.sslProvider(SslProvider.JDK)
                .protocols(TlsContexts.PROTOCOLS)
                .ciphers(TlsContexts.CIPHER_SUITES, SupportedCipherSuiteFilter.INSTANCE);
    }

    private static X509Certificate[] chain(TlsIdentity identity) {
        return identity.chain().toArray(X509Certificate[]::new);
    }
}
