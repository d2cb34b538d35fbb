package org.sallyport.core.pki;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** Fingerprints of certificates. */
public final class Fingerprints {
    private static final HexFormat PAIRS = HexFormat.ofDelimiter(":").withUpperCase();

    private Fingerprints() {}

    /** SHA-256 over the DER form, as pairs of hexadecimal digits with colons. */
    public static String sha256(X509Certificate certificate) {
        try {
            return PAIRS.formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256 and certificates that it parsed encode", e);
        }
    }
}
