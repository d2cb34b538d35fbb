package org.sallyport.upgrade.signature;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * One signature over a manifest, with the certificates it came with: read, but nobody trusted yet. The parser answers damaged DER
 * with unchecked exceptions of any kind.
 */
final class PackageSignature {
    private static final String MAKE_ANEW = "Get the package again from where it was published.";
    private static final Set<ASN1ObjectIdentifier> DIGESTS =
            Set.of(NISTObjectIdentifiers.id_sha256, NISTObjectIdentifiers.id_sha384, NISTObjectIdentifiers.id_sha512);

    private final SignerInformation signer;
    private final List<X509Certificate> certificates;

    private PackageSignature(SignerInformation signer, List<X509Certificate> certificates) {
        this.signer = signer;
        this.certificates = certificates;
    }

    static PackageSignature read(byte[] manifest, byte[] der) throws UntrustedPackageException {
        try {
            CMSSignedData signed = new CMSSignedData(new CMSProcessableByteArray(manifest), der);
            List<SignerInformation> signers =
                    List.copyOf(signed.getSignerInfos().getSigners());
            if (signers.size() != 1) {
                throw new UntrustedPackageException(
                        "The manifest has " + signers.size() + " signatures, not one.", MAKE_ANEW);
            }
            List<X509Certificate> certificates = new ArrayList<>();
            for (X509CertificateHolder holder : signed.getCertificates().getMatches(null)) {
                if (!isWrittenAsSigned(holder)) {
                    throw new UntrustedPackageException("A certificate of the signature is damaged.", MAKE_ANEW);
                }
                certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
            }
            return new PackageSignature(signers.getFirst(), certificates);
        } catch (CMSException | GeneralSecurityException | IOException | RuntimeException e) {
            throw new UntrustedPackageException("The signature is damaged.", MAKE_ANEW, e);
        }
    }

    /**
     * Whether what the issuer did not sign of a certificate says what he signed: the same algorithm (RFC 5280 section 4.1.1.2), a
     * signature of whole octets, and all of it in DER. Else one that is revoked could come with another fingerprint.
     */
    private static boolean isWrittenAsSigned(X509CertificateHolder holder) throws IOException {
        Certificate certificate = holder.toASN1Structure();
        AlgorithmIdentifier signedWith = certificate.getTBSCertificate().getSignature();
        return Arrays.equals(
                        certificate.getSignatureAlgorithm().getEncoded(ASN1Encoding.DER),
                        signedWith.getEncoded(ASN1Encoding.DER))
                && certificate.getSignature().getPadBits() == 0
                && Arrays.equals(holder.getEncoded(), certificate.getEncoded(ASN1Encoding.DER));
    }

    /** All certificates that came with the signature. */
    List<X509Certificate> certificates() {
        return certificates;
    }

    /** The certificate that the signature names as the signer's. */
    X509Certificate signer() throws UntrustedPackageException {
        for (X509Certificate certificate : certificates) {
            try {
                if (signer.getSID().match(new X509CertificateHolder(certificate.getEncoded()))) {
                    return certificate;
                }
            } catch (GeneralSecurityException | IOException | RuntimeException e) {
                throw new UntrustedPackageException("A certificate of the signature is damaged.", MAKE_ANEW, e);
            }
        }
        throw new UntrustedPackageException("The signature does not hold its signer's certificate.", MAKE_ANEW);
    }

    /** Proves that the key of a certificate made the signature over just this manifest. */
    void proveBy(X509Certificate certificate) throws UntrustedPackageException {
        try {
            if (DIGESTS.contains(signer.getDigestAlgorithmID().getAlgorithm())
                    && signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate.getPublicKey()))) {
                return;
            }
        } catch (CMSException | OperatorCreationException | RuntimeException e) {
            throw new UntrustedPackageException("The signature does not fit the manifest.", MAKE_ANEW, e);
        }
        throw new UntrustedPackageException("The signature does not fit the manifest.", MAKE_ANEW);
    }
}
