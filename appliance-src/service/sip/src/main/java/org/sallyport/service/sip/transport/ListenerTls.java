package org.sallyport.service.sip.transport;

import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.X509TrustManager;
import org.sallyport.core.pki.TlsIdentity;

/**
 * The TLS of one listening point.
 *
 * @param identity what it proves itself with; asked for at each handshake, so that a new certificate needs no restart
 * @param trust verifies peers that we connect to, and client certificates; empty accepts any server and asks no client
 * @param clientCertificateRequired whether peers that connect must show a trusted certificate; needs trust
 */
public record ListenerTls(
        Supplier<TlsIdentity> identity, Optional<X509TrustManager> trust, boolean clientCertificateRequired) {
    public ListenerTls {
        if (clientCertificateRequired && trust.isEmpty()) {
            throw new IllegalArgumentException("a client certificate can only be required with trust to check it");
        }
    }
}
