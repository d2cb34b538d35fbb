package org.sallyport.service.sip;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import org.sallyport.core.pki.TlsIdentity;

/**
 * Keys and certificates for SIP over TLS, asked for at each handshake.
 *
 * @param identity what this system proves itself with
 * @param systemAuthorities those of the operating system
 * @param authoritiesOfFile those of the file that the settings name
 */
public record SipCertificates(
        Supplier<TlsIdentity> identity,
        Supplier<List<X509Certificate>> systemAuthorities,
        Supplier<List<X509Certificate>> authoritiesOfFile) {}
