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
import javax.net.ssl.X509TrustManager;
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

/** Self-signed certificates for tests, and trust in exactly some of them. */
final class TestIdentity {
    private TestIdentity() {}

    /** A new key with a certificate for names: host names, or URIs where they have a colon. */
    static TlsIdentity of(String... names) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            X500Name subject = new X500Name("CN=" + names[0].replaceAll("^.*:", ""));
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    subject,
                    new BigInteger(64, new SecureRandom()),
                    Date.from(Instant.now().minus(Duration.ofHours(1))),
                    Date.from(Instant.now().plus(Duration.ofHours(1))),
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

    static X509TrustManager trusting(TlsIdentity... identities) {
        List<X509Certificate> trusted =
                Arrays.stream(identities).map(i -> i.chain().getFirst()).toList();
        return new Trust(trusted);
    }

    private record Trust(List<X509Certificate> trusted) implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType)
                throws java.security.cert.CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType)
                throws java.security.cert.CertificateException {
            check(chain);
        }

        private void check(X509Certificate[] chain) throws java.security.cert.CertificateException {
            if (!trusted.contains(chain[0])) {
                throw new java.security.cert.CertificateException("unknown " + chain[0].getSubjectX500Principal());
            }
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return trusted.toArray(X509Certificate[]::new);
        }
    }
}
