package org.sallyport.service.sip.transport;

import java.util.Optional;
import org.sallyport.core.pki.TlsIdentity;
import org.sallyport.core.pki.TrustedAuthorities;
import org.sallyport.core.settings.model.ClientCertificate;

/**
 * What holds for handshakes of a listening point.
 *
 * @param identity what it proves itself with, to clients and to servers that ask
 * @param clientCertificate what it wants of those who connect
 * @param clientAuthorities who vouches for them
 * @param proof what servers that it connects to must prove; empty takes any
 */
public record TlsTerms(
        TlsIdentity identity,
        ClientCertificate clientCertificate,
        TrustedAuthorities clientAuthorities,
        Optional<ServerProof> proof) {
    /**
     * What a server must prove (RFC 5922 section 7).
     *
     * @param authorities who vouches for it
     * @param name whom its certificate must be for; empty means the domain that was located
     */
    public record ServerProof(TrustedAuthorities authorities, Optional<String> name) {}
}
