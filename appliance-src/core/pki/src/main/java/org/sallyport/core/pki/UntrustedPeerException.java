package org.sallyport.core.pki;

import java.io.Serial;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** The certificate of a peer is not believed; the message says why, in words for administrators. */
public final class UntrustedPeerException extends CertificateException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    UntrustedPeerException(Reason reason, X509Certificate certificate, @Nullable CertificateException cause) {
        super(words(reason, certificate, cause), cause);
        this.reason = reason;
    }

    /** What is wrong with it. */
    public enum Reason {
        /** No trusted authority vouches for it. */
        UNKNOWN_AUTHORITY,
        /** It, or one above it, has ended. */
        EXPIRED,
        /** It, or one above it, is not valid yet. */
        NOT_YET_VALID,
        /** Another rule of RFC 5280 is broken, such as what it may be used for. */
        UNSUITABLE
    }

    public Reason reason() {
        return reason;
    }

    private static String words(Reason reason, X509Certificate certificate, @Nullable CertificateException cause) {
        String subject = "the certificate of " + certificate.getSubjectX500Principal();
        return switch (reason) {
            case UNKNOWN_AUTHORITY ->
                subject + " is vouched for by " + certificate.getIssuerX500Principal()
                        + ", which is no trusted authority";
            case EXPIRED ->
                subject + " or of an authority above it has ended ("
                        + certificate.getNotAfter().toInstant() + ")";
            case NOT_YET_VALID ->
                subject + " or of an authority above it is not valid yet ("
                        + certificate.getNotBefore().toInstant() + ")";
            case UNSUITABLE -> subject + " cannot be used: " + (cause == null ? "" : cause.getMessage());
        };
    }
}
