package org.sallyport.upgrade.signature;

import java.security.cert.X509Certificate;
import org.sallyport.core.pki.Fingerprints;

/**
 * Who signed a package, proven.
 *
 * @param authority that vouches for it
 * @param isOperators whether the authority is one that the operator added
 */
public record Signer(X509Certificate certificate, X509Certificate authority, boolean isOperators) {
    /** As people know it. */
    public String name() {
        return TrustedSigners.name(certificate);
    }

    public String fingerprint() {
        return Fingerprints.sha256(certificate);
    }

    /** Whether it is a key made for development, which nothing that is published may be signed with. */
    public boolean isDevelopment() {
        return DevelopmentKey.isMarked(certificate) || DevelopmentKey.isMarked(authority);
    }
}
