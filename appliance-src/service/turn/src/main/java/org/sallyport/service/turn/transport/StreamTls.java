package org.sallyport.service.turn.transport;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.pki.TlsContexts;
import org.sallyport.core.pki.TlsIdentity;

/**
 * Netty's context for the certificate in force: TLS 1.3 and 1.2 with AEAD suites; rebuilt when that changes. What the connection is
 * for is agreed with clients that name it (RFC 7301, RFC 7443), and left open with others. Thread-safe.
 */
final class StreamTls {
    static final String HTTP = "http/1.1";

    private static final List<String> OF_TURN = List.of("stun.turn", "stun.nat-discovery");

    private final Supplier<TlsIdentity> identity;
    private final ApplicationProtocolConfig protocols;
    private @Nullable TlsIdentity built;
    private @Nullable SslContext context;

    /**
     * A context that is built when it is first used.
     *
     * @param withHttp whether HTTP shares the port
     */
    StreamTls(Supplier<TlsIdentity> identity, boolean withHttp) {
        List<String> offered = new ArrayList<>(OF_TURN);
        if (withHttp) {
            offered.add(HTTP);
        }
        this.identity = identity;
        this.protocols = new ApplicationProtocolConfig(
                Protocol.ALPN, SelectorFailureBehavior.NO_ADVERTISE, SelectedListenerFailureBehavior.ACCEPT, offered);
    }

    synchronized SslContext context() throws SSLException {
        TlsIdentity inForce = identity.get();
        SslContext known = context;
        if (known == null || !inForce.equals(built)) {
            known = SslContextBuilder.forServer(inForce.key(), inForce.chain().toArray(X509Certificate[]::new))
                    .sslProvider(SslProvider.JDK)
                    .protocols(TlsContexts.PROTOCOLS)
                    .ciphers(TlsContexts.CIPHER_SUITES, SupportedCipherSuiteFilter.INSTANCE)
                    .applicationProtocolConfig(protocols)
                    .build();
            context = known;
            built = inForce;
        }
        return known;
    }
}
