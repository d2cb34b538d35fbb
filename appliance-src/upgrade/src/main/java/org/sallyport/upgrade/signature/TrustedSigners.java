package org.sallyport.upgrade.signature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.pki.Fingerprints;
import org.sallyport.core.pki.PemFiles;

/**
 * Whose packages a machine takes: those signed by a certificate for code signing under one of these authorities, and under no
 * other, whatever the system trusts for anything else. No certificate of the way may be on the list of revoked ones.
 *
 * @param product the authorities that the product came with
 * @param operator those that the operator of the machine added, for packages of his own
 * @param revoked SHA-256 fingerprints of certificates that are trusted no more, as {@link Fingerprints} writes them
 */
public record TrustedSigners(List<X509Certificate> product, List<X509Certificate> operator, Set<String> revoked) {
    private static final int LEAST_RSA_BITS = 2048;
    private static final int LEAST_EC_BITS = 256;
    private static final int LONGEST_PATH = 4;

    public TrustedSigners {
        product = List.copyOf(product);
        operator = List.copyOf(operator);
        revoked = Set.copyOf(revoked);
    }

    /**
     * Reads a folder with the product's {@code authorities.pem} and {@code revoked}, a fingerprint a line, and a file of the
     * operator's authorities; what is missing counts as empty.
     *
     * @throws InvalidInputException for a line or a certificate that cannot be read
     */
    public static TrustedSigners read(Path folder, Path operator) throws IOException {
        return new TrustedSigners(
                certificates(folder.resolve("authorities.pem")),
                certificates(operator),
                revoked(folder.resolve("revoked")));
    }

    /**
     * Sees who signed a manifest.
     *
     * @param created when the manifest says it was made, which is when certificates must have been valid
     * @throws UntrustedPackageException saying why nobody trusted did
     */
    public Signer verify(byte[] manifest, byte[] signature, Instant created) throws UntrustedPackageException {
        PackageSignature read = PackageSignature.read(manifest, signature);
        X509Certificate leaf = read.signer();
        read.proveBy(leaf);
        checkUse(leaf);
        List<X509Certificate> way = way(leaf, read.certificates(), created);
        for (int i = 0; i < way.size(); i++) {
            X509Certificate certificate = way.get(i);
            X509Certificate issuer = way.get(Math.min(i + 1, way.size() - 1));
            if (isRevoked(certificate, issuer)) {
                throw new UntrustedPackageException(
                        "The certificate " + name(certificate) + " is revoked.", "Get a package that was signed anew.");
            }
            checkStrength(certificate);
        }
        return new Signer(leaf, way.getLast(), operator.contains(way.getLast()));
    }

    private boolean isRevoked(X509Certificate certificate, X509Certificate issuer) throws UntrustedPackageException {
        try {
            return WaysOfWriting.of(certificate, issuer.getPublicKey()).stream()
                    .map(Fingerprints::sha256)
                    .anyMatch(revoked::contains);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new UntrustedPackageException(
                    "The certificate " + name(certificate) + " is damaged.", "Get a package that was signed anew.", e);
        }
    }

    /** From the signer's certificate to the authority. */
    private List<X509Certificate> way(X509Certificate leaf, List<X509Certificate> others, Instant created)
            throws UntrustedPackageException {
        Set<TrustAnchor> anchors = Stream.concat(product.stream(), operator.stream())
                .map(authority -> new TrustAnchor(authority, null))
                .collect(Collectors.toCollection(HashSet::new));
        if (anchors.isEmpty()) {
            throw new UntrustedPackageException(
                    "This machine trusts no authority for packages.", "Name one, for example with --authorities.");
        }
        try {
            X509CertSelector selector = new X509CertSelector();
            selector.setCertificate(leaf);
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, selector);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(others)));
            parameters.setRevocationEnabled(false);
            parameters.setMaxPathLength(LONGEST_PATH);
            parameters.setDate(Date.from(created));
            PKIXCertPathBuilderResult result = (PKIXCertPathBuilderResult)
                    CertPathBuilder.getInstance("PKIX").build(parameters);
            List<X509Certificate> way = new ArrayList<>(result.getCertPath().getCertificates().stream()
                    .map(X509Certificate.class::cast)
                    .toList());
            way.add(result.getTrustAnchor().getTrustedCert());
            return way;
        } catch (CertPathBuilderException e) {
            throw new UntrustedPackageException(
                    "The signer " + name(leaf) + ", issued by "
                            + leaf.getIssuerX500Principal().getName()
                            + ", was not vouched for by a trusted authority on " + created + ".",
                    "Take a package of the product's publisher, or add the authority of the one who made this.",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java builds PKIX paths", e);
        }
    }

    private static void checkUse(X509Certificate leaf) throws UntrustedPackageException {
        boolean signsCode;
        try {
            List<String> uses = leaf.getExtendedKeyUsage();
            boolean[] keyUsage = leaf.getKeyUsage();
            signsCode = uses != null
                    && uses.contains(KeyPurposeId.id_kp_codeSigning.getId())
                    && (keyUsage == null || keyUsage[0])
                    && leaf.getBasicConstraints() < 0;
        } catch (GeneralSecurityException e) {
            throw new UntrustedPackageException(
                    "The certificate " + name(leaf) + " is damaged.", "Get a package that was signed anew.", e);
        }
        if (!signsCode) {
            throw new UntrustedPackageException(
                    "The certificate " + name(leaf) + " is not for code signing.",
                    "The package must be signed with one that is (extended key usage codeSigning).");
        }
    }

    private static void checkStrength(X509Certificate certificate) throws UntrustedPackageException {
        boolean isStrong = switch (certificate.getPublicKey()) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= LEAST_RSA_BITS;
            case ECPublicKey ec -> ec.getParams().getOrder().bitLength() >= LEAST_EC_BITS;
            default -> false;
        };
        if (!isStrong) {
            throw new UntrustedPackageException(
                    "The key of " + name(certificate) + " is weaker than RSA of 2048 bits or EC of 256.",
                    "The package must be signed with a stronger one.");
        }
    }

    private static List<X509Certificate> certificates(Path file) throws IOException {
        return Files.exists(file) ? PemFiles.certificates(file) : List.of();
    }

    private static Set<String> revoked(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Set.of();
        }
        Set<String> fingerprints = new HashSet<>();
        for (String line : Files.readAllLines(file)) {
            String text = line.replaceAll("#.*", "").strip();
            if (text.isEmpty()) {
                continue;
            }
            if (!Fingerprints.isSha256(text)) {
                throw new InvalidInputException(new Problem(
                        file.toString(),
                        text,
                        "It is no SHA-256 fingerprint.",
                        "Give 32 octets in hexadecimal with colons in between, or leave the line empty."));
            }
            fingerprints.add(text);
        }
        return fingerprints;
    }

    static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }
}
