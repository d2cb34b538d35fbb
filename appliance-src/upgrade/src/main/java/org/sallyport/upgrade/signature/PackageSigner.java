package org.sallyport.upgrade.signature;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;

/**
 * Signs manifests: CMS SignedData (RFC 5652 section 5), detached, in DER, with the signer's certificates but the root and
 * without signed attributes, so that an RSA key gives the same bytes each time.
 *
 * @param key may be one of a PKCS#11 token, which keeps it
 * @param chain the signer's certificate first, then its issuers
 */
public record PackageSigner(PrivateKey key, List<X509Certificate> chain) {
    private static final Map<String, String> ALGORITHMS =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "ECDSA", "SHA256withECDSA");

    /**
     * @throws InvalidInputException unless key and first certificate belong together and sign code
     */
    public PackageSigner {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw refused(
                    "certificates",
                    "none",
                    "The signer has no certificate.",
                    "Give its certificate first, then its issuers.");
        }
        if (!ALGORITHMS.containsKey(key.getAlgorithm())) {
            throw refused(
                    "key",
                    key.getAlgorithm(),
                    "Packages are signed with RSA or ECDSA.",
                    "Take an RSA key of 3072 bits or an EC key on P-256.");
        }
    }

    /**
     * The signature of a manifest, in DER.
     *
     * @param created when the manifest says it was made
     * @throws InvalidInputException when it does not verify with the first certificate, for then the key is another's; or when the
     *     certificate is not valid at that time
     */
    public byte[] sign(byte[] manifest, Instant created) throws IOException {
        X509Certificate certificate = chain.getFirst();
        if (created.isBefore(certificate.getNotBefore().toInstant())
                || created.isAfter(certificate.getNotAfter().toInstant())) {
            throw refused(
                    "created",
                    created.toString(),
                    "The signer's certificate is valid from "
                            + certificate.getNotBefore().toInstant() + " to "
                            + certificate.getNotAfter().toInstant() + ".",
                    "Sign with one that was valid when the sources were made, or give a later time.");
        }
        try {
            ContentSigner signer = new JcaContentSignerBuilder(ALGORITHMS.get(key.getAlgorithm())).build(key);
            SignerInfoGenerator info = new JcaSignerInfoGeneratorBuilder(
                            new JcaDigestCalculatorProviderBuilder().build())
                    .setDirectSignature(true)
                    .build(signer, certificate);
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(info);
            generator.addCertificates(new JcaCertStore(
                    chain.stream().filter(each -> !isRoot(each)).toList()));
            byte[] signature = generator
                    .generate(new CMSProcessableByteArray(manifest), false)
                    .getEncoded("DER");
            PackageSignature.read(manifest, signature).proveBy(certificate);
            return signature;
        } catch (UntrustedPackageException e) {
            throw refused(
                    "certificates",
                    certificate.getSubjectX500Principal().getName(),
                    "The first certificate is not that of the key.",
                    "Put the signer's first.");
        } catch (GeneralSecurityException | OperatorCreationException | CMSException e) {
            throw new IOException("The manifest cannot be signed: " + e.getMessage(), e);
        }
    }

    private static boolean isRoot(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private static InvalidInputException refused(String path, String value, String detail, String remedy) {
        return new InvalidInputException(new Problem(path, value, detail, remedy));
    }
}
