package org.sallyport.upgrade.signature;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Authorities and signers of all kinds, good and bad. */
public final class Certificates {
    private static final AtomicLong SERIAL = new AtomicLong(1);

    private Certificates() {}

    /** A certificate with its key. */
    public record Identity(X509Certificate certificate, PrivateKey key) {
        public PackageSigner signer(X509Certificate... issuers) {
            return new PackageSigner(
                    key,
                    java.util.stream.Stream.concat(java.util.stream.Stream.of(certificate), List.of(issuers).stream())
                            .toList());
        }
    }

    /** Valid from {@code from} for a year. */
    public record Wish(
            String name, String algorithm, int bits, boolean isAuthority, KeyPurposeId purpose, Instant from) {
        public Wish weaker(int fewer) {
            return new Wish(name, algorithm, fewer, isAuthority, purpose, from);
        }

        public Wish forPurpose(KeyPurposeId other) {
            return new Wish(name, algorithm, bits, isAuthority, other, from);
        }
    }

    public static Wish authority(String name, Instant from) {
        return new Wish(name, "RSA", 2048, true, KeyPurposeId.anyExtendedKeyUsage, from);
    }

    public static Wish signer(String name, Instant from) {
        return new Wish(name, "RSA", 2048, false, KeyPurposeId.id_kp_codeSigning, from);
    }

    /** One that signs itself. */
    public static Identity root(Wish wish) {
        KeyPair pair = pair(wish);
        return new Identity(
                certificate(wish, pair, new X500Name("CN=" + wish.name), pair.getPrivate()), pair.getPrivate());
    }

    public static Identity issued(Wish wish, Identity issuer) {
        KeyPair pair = pair(wish);
        X500Name issuerName = X500Name.getInstance(
                issuer.certificate().getSubjectX500Principal().getEncoded());
        return new Identity(certificate(wish, pair, issuerName, issuer.key()), pair.getPrivate());
    }

    private static KeyPair pair(Wish wish) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(wish.algorithm);
            generator.initialize(wish.bits);
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static X509Certificate certificate(Wish wish, KeyPair pair, X500Name issuer, PrivateKey issuerKey) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    BigInteger.valueOf(SERIAL.getAndIncrement()),
                    Date.from(wish.from),
                    Date.from(wish.from.plus(Duration.ofDays(365))),
                    new X500Name("CN=" + wish.name),
                    pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(wish.isAuthority));
            if (!wish.isAuthority) {
                builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(wish.purpose));
            }
            String algorithm = issuerKey.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(issuerKey)));
        } catch (java.io.IOException
                | java.security.GeneralSecurityException
                | org.bouncycastle.operator.OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }
}
