package org.sallyport.core.pki;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Certificates that are believed: of authorities, for whom they vouch, or of single peers. None at all believe nobody.
 */
public record TrustedAuthorities(List<X509Certificate> certificates) {
    public TrustedAuthorities {
        certificates = List.copyOf(certificates);
    }

    /**
     * Accepts chains up to these authorities (RFC 5280 section 6), and refuses others with an
     * {@link UntrustedPeerException}. Whom a certificate names it does not look at, nor whether it was revoked.
     */
    public X509TrustManager trustManager() {
        if (certificates.isEmpty()) {
            return new PeerCheck(null);
        }
        return new PeerCheck(ofJdk());
    }

    /** The JDK's own, which compares the name in the certificate with that of the server when it is asked to by the connection. */
    X509TrustManager forWebServers() {
        return ofJdk();
    }

    private X509TrustManager ofJdk() {
        try {
            KeyStore store = TlsContexts.emptyStore();
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry("authority-" + i, certificates.get(i));
            }
            return jdkTrustManager(store);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot use the trusted authorities", e);
        }
    }

    /** No store means the authorities of the JDK. */
    static X509TrustManager jdkTrustManager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return Stream.of(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
