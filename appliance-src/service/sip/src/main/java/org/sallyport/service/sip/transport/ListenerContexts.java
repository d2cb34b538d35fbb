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
import org.sallyport.core.settings.model.ClientCertificate;

/** Netty's contexts for one listening point: TLS 1.3 and 1.2 with AEAD suites. Rebuilt when its terms change. */
final class ListenerContexts {
    private final ListenerTls tls;
    private @Nullable Built built;

    ListenerContexts(ListenerTls tls) {
        this.tls = tls;
    }

    /** Both contexts of one set of terms. No session outlives them, so that none is resumed on terms that are gone. */
    record Built(TlsTerms terms, SslContext server, SslContext client) {}

    ListenerTls listener() {
        return tls;
    }

    /** The contexts for the terms in force. */
    synchronized Built current() throws SSLException {
        TlsTerms terms = tls.terms();
        Built known = built;
        if (known == null || !known.terms.equals(terms)) {
            known = new Built(terms, server(terms), client(terms));
            built = known;
        }
        return known;
    }

    private static SslContext server(TlsTerms terms) throws SSLException {
        TlsIdentity identity = terms.identity();
        SslContextBuilder builder = common(SslContextBuilder.forServer(identity.key(), chain(identity)));
        if (terms.clientCertificate() != ClientCertificate.NONE) {
            builder.trustManager(terms.clientAuthorities().trustManager());
        }
        return builder.clientAuth(
                        switch (terms.clientCertificate()) {
                            case NONE -> ClientAuth.NONE;
                            case WANT -> ClientAuth.OPTIONAL;
                            case REQUIRE -> ClientAuth.REQUIRE;
                        })
                .build();
    }

    private static SslContext client(TlsTerms terms) throws SSLException {
        TlsIdentity identity = terms.identity();
        SslContextBuilder builder = common(SslContextBuilder.forClient().keyManager(identity.key(), chain(identity)));
        // RFC 5922 forbids what HTTPS allows (wildcards), so names are checked before the first message instead.
        builder.endpointIdentificationAlgorithm(null);
        terms.proof()
                .ifPresentOrElse(
                        proof -> builder.trustManager(proof.authorities().trustManager()),
                        () -> builder.trustManager(InsecureTrustManagerFactory.INSTANCE));
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
