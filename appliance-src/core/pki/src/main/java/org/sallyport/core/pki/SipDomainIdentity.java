package org.sallyport.core.pki;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Whom the certificate of a SIP peer speaks for (RFC 5922 section 7). */
public final class SipDomainIdentity {
    /** GeneralName choices of RFC 5280 section 4.2.1.6. */
    private static final int DNS_NAME = 2;

    private static final int URI = 6;
    private static final int IP_ADDRESS = 7;

    private SipDomainIdentity() {}

    /**
     * Whether a certificate speaks for the domain or literal address that was to be reached. Names are compared without
     * regard to case and as a whole: wildcards match nothing (section 7.2).
     */
    public static boolean accepts(X509Certificate certificate, String domain) {
        Optional<InetAddress> literal = literal(domain);
        if (literal.isPresent()) {
            return alternatives(certificate, IP_ADDRESS)
                    .map(SipDomainIdentity::literal)
                    .anyMatch(literal::equals);
        }
        return domains(certificate).contains(domain.toLowerCase(Locale.ROOT));
    }

    /** The domains it speaks for: SIP URIs, else DNS names, else the common name (section 7.1). */
    public static List<String> domains(X509Certificate certificate) {
        List<String> uris = alternatives(certificate, URI)
                .flatMap(uri -> sipDomain(uri).stream())
                .toList();
        if (!uris.isEmpty()) {
            return uris;
        }
        List<String> names = alternatives(certificate, DNS_NAME)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        return names.isEmpty() ? commonName(certificate) : names;
    }

    /** The host of {@code sip:host}; a URI with a user part speaks for that user only. */
    private static Optional<String> sipDomain(String uri) {
        String lower = uri.toLowerCase(Locale.ROOT);
        return lower.startsWith("sip:") && !lower.contains("@")
                ? Optional.of(lower.substring("sip:".length()).split("[;?:]", 2)[0])
                : Optional.empty();
    }

    private static Stream<String> alternatives(X509Certificate certificate, int choice) {
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            return all == null
                    ? Stream.empty()
                    : all.stream()
                            .filter(name -> Objects.equals(name.getFirst(), choice))
                            .map(name -> String.valueOf(name.get(1)));
        } catch (CertificateParsingException e) {
            return Stream.empty();
        }
    }

    private static List<String> commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(value -> value.toString().toLowerCase(Locale.ROOT))
                            .toList();
        } catch (InvalidNameException e) {
            return List.of();
        }
    }

    /** An IPv6 literal may stand in brackets, as URIs have it. */
    private static Optional<InetAddress> literal(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        try {
            return Optional.of(InetAddress.ofLiteral(bracketed ? text.substring(1, text.length() - 1) : text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
