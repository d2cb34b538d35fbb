package org.sallyport.service.sip.transport;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLHandshakeException;
import org.sallyport.core.pki.SipDomainIdentity;
import org.sallyport.core.pki.UntrustedPeerException;

/**
 * Why TLS with a peer did not come about.
 *
 * @param outbound whether we connected to it
 * @param words what is wrong, a clause for administrators
 */
public record TlsFailure(InetSocketAddress peer, boolean outbound, Reason reason, String words) {
    /** What is wrong; the label of the metric. */
    public enum Reason {
        UNKNOWN_AUTHORITY,
        EXPIRED,
        NOT_YET_VALID,
        UNSUITABLE,
        WRONG_NAME,
        NO_CERTIFICATE,
        /** The peer ended it by an alert (RFC 8446 section 6.2): often it does not believe our certificate. */
        REFUSED_BY_PEER,
        NOT_TLS,
        TIMEOUT,
        BROKEN_OFF,
        /** No version or cipher suite in common, or another breach of the protocol. */
        INCOMPATIBLE;

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether it is the peer's certificate that is not believed. */
    public boolean isDistrust() {
        return switch (reason) {
            case UNKNOWN_AUTHORITY, EXPIRED, NOT_YET_VALID, UNSUITABLE, WRONG_NAME, NO_CERTIFICATE -> true;
            case REFUSED_BY_PEER, NOT_TLS, TIMEOUT, BROKEN_OFF, INCOMPATIBLE -> false;
        };
    }

    /** What is wrong, a clause whose subject is the server. */
    public String clause() {
        return (isDistrust() ? "does not prove who it is: " : "is of no use over TLS: ") + words;
    }

    /** The failure that an exception of the TLS engine means. */
    static TlsFailure of(InetSocketAddress peer, boolean outbound, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UntrustedPeerException untrusted) {
                return new TlsFailure(peer, outbound, reason(untrusted), String.valueOf(untrusted.getMessage()));
            }
        }
        Reason reason = protocolReason(failure);
        return new TlsFailure(peer, outbound, reason, words(reason, failure));
    }

    /** A server's certificate that is in order, but for somebody else. */
    static TlsFailure wrongName(InetSocketAddress peer, String name, Certificate shown) {
        List<String> domains =
                shown instanceof X509Certificate certificate ? SipDomainIdentity.domains(certificate) : List.of();
        return new TlsFailure(
                peer, true, Reason.WRONG_NAME, "its certificate is not for " + name + " but for " + domains);
    }

    private static Reason reason(UntrustedPeerException untrusted) {
        return switch (untrusted.reason()) {
            case UNKNOWN_AUTHORITY -> Reason.UNKNOWN_AUTHORITY;
            case EXPIRED -> Reason.EXPIRED;
            case NOT_YET_VALID -> Reason.NOT_YET_VALID;
            case UNSUITABLE -> Reason.UNSUITABLE;
        };
    }

    /** The JDK tells these apart by text alone. */
    private static Reason protocolReason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage());
            if (cause instanceof SslHandshakeTimeoutException) {
                return Reason.TIMEOUT;
            } else if (cause instanceof NotSslRecordException) {
                return Reason.NOT_TLS;
            } else if (cause instanceof ClosedChannelException || text.startsWith("Connection closed")) {
                return Reason.BROKEN_OFF;
            } else if (text.contains("Empty client certificate chain")) {
                return Reason.NO_CERTIFICATE;
            } else if (text.contains("Received fatal alert")) {
                return Reason.REFUSED_BY_PEER;
            } else if (cause instanceof SSLHandshakeException) {
                return Reason.INCOMPATIBLE;
            }
        }
        return Reason.BROKEN_OFF;
    }

    private static String words(Reason reason, Throwable failure) {
        return switch (reason) {
            case NO_CERTIFICATE -> "it shows no certificate";
            case REFUSED_BY_PEER ->
                "it broke off the handshake, perhaps because it does not believe this system's certificate: "
                        + root(failure);
            case NOT_TLS -> "it does not speak TLS on this port";
            case TIMEOUT -> "it did not finish the handshake in time";
            case BROKEN_OFF -> "the connection ended during the handshake";
            case UNKNOWN_AUTHORITY, EXPIRED, NOT_YET_VALID, UNSUITABLE, WRONG_NAME, INCOMPATIBLE -> root(failure);
        };
    }

    private static String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
