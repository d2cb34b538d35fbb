package org.sallyport.service.sip.transport;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.sallyport.core.pki.TlsIdentity;
import org.sallyport.core.pki.TrustedAuthorities;

/** Self-signed certificates for tests, and trust in exactly some of them. */
public final class TestIdentity {
    private TestIdentity() {}

    /** A new key with a certificate for names: host names, or URIs where they have a colon. */
    public static TlsIdentity of(String... names) {
        return until(Duration.ofHours(1), names);
    }

    /** One whose certificate ends after a time, or ended before one. */
    static TlsIdentity until(Duration end, String... names) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            X500Name subject = new X500Name("CN=" + names[0].replaceAll("^.*:", ""));
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    subject,
                    new BigInteger(64, new SecureRandom()),
                    Date.from(Instant.now().minus(Duration.ofHours(2))),
                    Date.from(Instant.now().plus(end)),
                    subject,
                    pair.getPublic());
            builder.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
            return new TlsIdentity(pair.getPrivate(), List.of(certificate));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new AssertionError(e);
        }
    }

    private static GeneralNames alternatives(String... names) {
        return new GeneralNames(Arrays.stream(names)
                .map(name -> new GeneralName(
                        name.contains(":") ? GeneralName.uniformResourceIdentifier : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    static TrustedAuthorities trusting(TlsIdentity... identities) {
        return new TrustedAuthorities(
                Arrays.stream(identities).map(TlsIdentity::certificate).toList());
    }
}
