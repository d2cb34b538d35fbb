package org.sallyport.core.pki;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Fingerprints of certificates. */
public final class Fingerprints {
    private static final HexFormat PAIRS = HexFormat.ofDelimiter(":").withUpperCase();

    private static final Pattern SHA256 = Pattern.compile("[0-9A-F]{2}(:[0-9A-F]{2}){31}");

    private Fingerprints() {}

    /** Whether a text is in the form that {@link #sha256} gives. */
    public static boolean isSha256(String text) {
        return SHA256.matcher(text).matches();
    }

    /** SHA-256 over the DER form, as pairs of hexadecimal digits with colons. */
    public static String sha256(X509Certificate certificate) {
        try {
            return PAIRS.formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256 and certificates that it parsed encode", e);
        }
    }
}
