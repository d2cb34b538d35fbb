package org.sallyport.core.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * The TLS that this system speaks: versions 1.2 and 1.3 with forward secrecy and authenticated encryption only (RFC 9325
 * section 4.2), by the JDK's own engine.
 */
public final class TlsContexts {
    /** Newest first. */
    public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /** In the order we prefer them. */
    public static final List<String> CIPHER_SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private TlsContexts() {}

    /** A context that shows an identity and judges peers by trusted authorities, for servers and clients alike. */
    public static SSLContext of(TlsIdentity identity, TrustedAuthorities trusted) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(identity).getKeyManagers(), new TrustManager[] {trusted.trustManager()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a TLS context of " + identity, e);
        }
    }

    /**
     * A context for clients of web servers: an authority must vouch for the server, and the name in its certificate is compared
     * with that of the server by whoever connects (RFC 9110 section 4.3.4).
     */
    public static SSLContext forWebClients(TrustedAuthorities trusted) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trusted.forWebServers()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a TLS context", e);
        }
    }

    /** Parameters for an engine or socket of such a context; its own defaults are wider. */
    public static SSLParameters parameters() {
        SSLParameters parameters =
                new SSLParameters(CIPHER_SUITES.toArray(String[]::new), PROTOCOLS.toArray(String[]::new));
        parameters.setUseCipherSuitesOrder(true);
        return parameters;
    }

    /** Key managers that show an identity. */
    public static KeyManagerFactory keyManagers(TlsIdentity identity) {
        char[] unused = new char[0];
        try {
            KeyStore store = emptyStore();
            store.setKeyEntry(
                    "identity", identity.key(), unused, identity.chain().toArray(X509Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
            factory.init(store, unused);
            return factory;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot use " + identity, e);
        }
    }

    static KeyStore emptyStore() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new IllegalStateException("an empty key store reads nothing", e);
        }
    }
}
