package org.sallyport.service.turn.transport;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.pki.TlsContexts;
import org.sallyport.core.pki.TlsIdentity;

/** Netty's context for the certificate in force: TLS 1.3 and 1.2 with AEAD suites; rebuilt when that changes. Thread-safe. */
final class StreamTls {
    private final Supplier<TlsIdentity> identity;
    private @Nullable TlsIdentity built;
    private @Nullable SslContext context;

    StreamTls(Supplier<TlsIdentity> identity) {
        this.identity = identity;
    }

    synchronized SslContext context() throws SSLException {
        TlsIdentity inForce = identity.get();
        SslContext known = context;
        if (known == null || !inForce.equals(built)) {
            known = SslContextBuilder.forServer(inForce.key(), inForce.chain().toArray(X509Certificate[]::new))
                    .sslProvider(SslProvider.JDK)
                    .protocols(TlsContexts.PROTOCOLS)
                    .ciphers(TlsContexts.CIPHER_SUITES, SupportedCipherSuiteFilter.INSTANCE)
                    .build();
            context = known;
            built = inForce;
        }
        return known;
    }
}
