package org.sallyport.core.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;

/** RFC 5922 section 7. */
class SipDomainIdentityTest {
    private static final GeneralName SIP_URI =
            new GeneralName(GeneralName.uniformResourceIdentifier, "sip:Example.com");
    private static final GeneralName USER_URI =
            new GeneralName(GeneralName.uniformResourceIdentifier, "sip:alice@example.net");
    private static final GeneralName DNS = new GeneralName(GeneralName.dNSName, "sip.example.org");
    private static final GeneralName WILDCARD = new GeneralName(GeneralName.dNSName, "*.example.org");
    private static final GeneralName ADDRESS = new GeneralName(GeneralName.iPAddress, "192.0.2.10");

    private static X509Certificate certificate(GeneralName... names) throws Exception {
        return TestAuthority.root("Root").issue("common.example.com", names).certificate();
    }

    @Test
    void prefersTheSipUriOverDnsNames() throws Exception {
        X509Certificate certificate = certificate(SIP_URI, DNS);
        assertThat(SipDomainIdentity.accepts(certificate, "example.COM")).isTrue();
        assertThat(SipDomainIdentity.accepts(certificate, "sip.example.org")).isFalse();
    }

    @Test
    void ignoresAUriThatNamesAUser() throws Exception {
        X509Certificate certificate = certificate(USER_URI, DNS);
        assertThat(SipDomainIdentity.accepts(certificate, "example.net")).isFalse();
        assertThat(SipDomainIdentity.accepts(certificate, "sip.example.org")).isTrue();
    }

    @Test
    void neverMatchesAWildcard() throws Exception {
        assertThat(SipDomainIdentity.accepts(certificate(WILDCARD), "sip.example.org"))
                .isFalse();
    }

    @Test
    void fallsBackToTheCommonNameOnlyWithoutAlternatives() throws Exception {
        assertThat(SipDomainIdentity.accepts(certificate(), "common.example.com"))
                .isTrue();
        assertThat(SipDomainIdentity.accepts(certificate(DNS), "common.example.com"))
                .isFalse();
    }

    @Test
    void comparesLiteralAddressesWithLiteralAddresses() throws Exception {
        assertThat(SipDomainIdentity.accepts(certificate(ADDRESS), "192.0.2.10"))
                .isTrue();
        assertThat(SipDomainIdentity.accepts(certificate(DNS), "192.0.2.10")).isFalse();
    }
}
