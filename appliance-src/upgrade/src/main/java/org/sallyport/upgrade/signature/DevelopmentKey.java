package org.sallyport.upgrade.signature;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.sallyport.core.pki.PemFiles;

/** Keys for packages that are not published: an authority that exists once, and a signer under it, both marked as such. */
public final class DevelopmentKey {
    /** The file of the authority's certificate, for those who are to trust the packages. */
    public static final String AUTHORITY = "authority.pem";
    /** The file of the signer's certificate. */
    public static final String CERTIFICATE = "signer.pem";
    /** The file of the signer's key. */
    public static final String KEY = "signer.key";

    /** An extension of our own, under the arc of UUIDs (ITU-T X.667), that says: not for what is published. */
    private static final ASN1ObjectIdentifier MARK =
            new ASN1ObjectIdentifier("2.25.228903211871465213546820914213957664291");

    /** Packages bear the time of the sources they are made of, which may be long before the key. */
    private static final Duration BEFORE = Duration.ofDays(3650);

    private static final Duration VALID = Duration.ofDays(3650);
    private static final int SERIAL_BITS = 127;

    private DevelopmentKey() {}

    /**
     * Makes both in a folder; the authority's key is thrown away.
     *
     * @throws FileAlreadyExistsException when there is a key already, which packages may have been signed with
     */
    public static void make(Path folder, Clock clock) throws IOException {
        Files.createDirectories(folder);
        Path keyFile = folder.resolve(KEY);
        if (Files.exists(keyFile)) {
            throw new FileAlreadyExistsException(keyFile.toString(), null, "there is a key already");
        }
        try {
            KeyPair authorityPair = pair();
            KeyPair signerPair = pair();
            X500Name authorityName = new X500Name("CN=Development authority,O=Sallyport development");
            X500Name signerName = new X500Name("CN=Development signer,O=Sallyport development");
            X509Certificate authority =
                    certificate(authorityName, authorityName, authorityPair, authorityPair.getPrivate(), true, clock);
            X509Certificate signer =
                    certificate(authorityName, signerName, signerPair, authorityPair.getPrivate(), false, clock);
            PemFiles.writeCertificates(folder.resolve(AUTHORITY), List.of(authority));
            PemFiles.writeCertificates(folder.resolve(CERTIFICATE), List.of(signer));
            PemFiles.writeKey(keyFile, signerPair.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("cannot make a key for development", e);
        }
    }

    static boolean isMarked(X509Certificate certificate) {
        return certificate.getExtensionValue(MARK.getId()) != null;
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(
            X500Name issuer, X500Name subject, KeyPair pair, PrivateKey issuerKey, boolean isAuthority, Clock clock)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        Instant now = clock.instant();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, new SecureRandom()),
                Date.from(now.minus(BEFORE)),
                Date.from(now.plus(VALID)),
                subject,
                pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(isAuthority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
        if (!isAuthority) {
            builder.addExtension(
                    Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning));
        }
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
        builder.addExtension(MARK, false, new DERUTF8String("for development only"));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey)));
    }
}
