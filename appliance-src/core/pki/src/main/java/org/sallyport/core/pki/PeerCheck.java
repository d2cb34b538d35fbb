package org.sallyport.core.pki;

import java.net.Socket;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.pki.UntrustedPeerException.Reason;

/**
 * Judges the chain of a peer by the JDK's rules and says in plain words what is wrong with it. It is an extended trust
 * manager because the JDK wraps the others in checks of its own.
 */
final class PeerCheck extends X509ExtendedTrustManager {
    private final @Nullable X509TrustManager rules;

    /** Without rules it refuses everybody. */
    PeerCheck(@Nullable X509TrustManager rules) {
        this.rules = rules;
    }

    private interface Rule {
        void judge(X509TrustManager rules) throws CertificateException;
    }

    private void judge(X509Certificate[] chain, Rule rule) throws CertificateException {
        X509TrustManager judging = rules;
        if (judging == null) {
            throw new UntrustedPeerException(Reason.UNKNOWN_AUTHORITY, chain[0], null);
        }
        try {
            rule.judge(judging);
        } catch (CertificateException e) {
            throw new UntrustedPeerException(reason(chain, e), chain[0], e);
        }
    }

    /** The JDK tells few of these apart by type, and reports an unknown authority even where the end has come. */
    private static Reason reason(X509Certificate[] chain, CertificateException found) {
        try {
            for (X509Certificate certificate : chain) {
                certificate.checkValidity();
            }
        } catch (CertificateExpiredException e) {
            return Reason.EXPIRED;
        } catch (CertificateNotYetValidException e) {
            return Reason.NOT_YET_VALID;
        }
        for (Throwable cause = found; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathBuilderException
                    || (cause instanceof CertPathValidatorException invalid && isAboutTheAnchor(invalid))) {
                return Reason.UNKNOWN_AUTHORITY;
            }
        }
        return Reason.UNSUITABLE;
    }

    private static boolean isAboutTheAnchor(CertPathValidatorException invalid) {
        return invalid.getReason() == java.security.cert.PKIXReason.NO_TRUST_ANCHOR;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge(chain, judging -> judging.checkClientTrusted(chain, authType));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge(chain, judging -> judging.checkServerTrusted(chain, authType));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return rules == null ? new X509Certificate[0] : rules.getAcceptedIssuers();
    }
}
