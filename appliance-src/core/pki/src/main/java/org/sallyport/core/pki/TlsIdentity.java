package org.sallyport.core.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * What a TLS server proves itself with.
 *
 * @param chain its certificate first, issuers after it
 */
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
    public TlsIdentity {
        chain = List.copyOf(chain);
    }

    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** When its certificate ends. */
    public Instant expires() {
        return certificate().getNotAfter().toInstant();
    }

    /** SHA-256 over its certificate, as administrators compare it: pairs of hexadecimal digits with colons. */
    public String fingerprint() {
        return Fingerprints.sha256(certificate());
    }

    @Override
    public String toString() {
        return "TlsIdentity[" + certificate().getSubjectX500Principal() + "]";
    }
}
