package org.sallyport.core.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a TLS server proves itself with.
 *
 * @param chain its certificate first, issuers after it
 */
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
    @Override
    public String toString() {
        return "TlsIdentity[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
