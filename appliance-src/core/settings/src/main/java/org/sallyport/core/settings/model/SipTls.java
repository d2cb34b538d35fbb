package org.sallyport.core.settings.model;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Which certificates of SIP peers are believed, and when they are asked for.
 *
 * @param systemAuthorities for whom the authorities of the operating system vouch
 * @param authorities further ones, for all peers
 * @param authoritiesFile file of further ones in PEM, followed while it changes
 * @param verifyOutside whether a server outside must prove to be of the domain dialled (RFC 5922 section 7)
 * @param verifyCallServer whether the call server must prove who it is
 * @param callServerName domain or address that the call server's certificate must be for; its host if empty
 */
public record SipTls(
        SystemAuthorities systemAuthorities,
        List<X509Certificate> authorities,
        Optional<Path> authoritiesFile,
        boolean verifyOutside,
        boolean verifyCallServer,
        Optional<String> callServerName) {
    /** As long as nothing else is set: every server must prove itself to the system's authorities. */
    public static final SipTls AS_INSTALLED =
            new SipTls(SystemAuthorities.SERVERS, List.of(), Optional.empty(), true, true, Optional.empty());

    public SipTls {
        authorities = List.copyOf(authorities);
    }

    /** Whom the operating system's authorities vouch for. They give a certificate to everybody who has a domain. */
    public enum SystemAuthorities {
        NONE,
        /** For servers that we connect to, which have to be of the domain that we meant. */
        SERVERS,
        /** For clients too, whatever domain they are of. */
        ALL
    }
}
