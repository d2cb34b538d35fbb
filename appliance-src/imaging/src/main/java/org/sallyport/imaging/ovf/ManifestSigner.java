package org.sallyport.imaging.ovf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.pki.PemFiles;

/**
 * Signs manifests with RSA over SHA-256, the one kind that vSphere verifies (DSP0243, "OVF package integrity and authenticity").
 *
 * @param chain the signer's certificate first
 */
public record ManifestSigner(PrivateKey key, List<X509Certificate> chain) {
    static final String ALGORITHM = "SHA256withRSA";

    public ManifestSigner {
        chain = List.copyOf(chain);
    }

    /**
     * Reads key and certificates in PEM.
     *
     * @throws InvalidInputException unless they belong together and are RSA
     */
    public static ManifestSigner read(Path key, Path certificates) throws IOException {
        ManifestSigner signer = new ManifestSigner(PemFiles.key(key), PemFiles.certificates(certificates));
        if (signer.chain.isEmpty()) {
            throw refused(
                    "certificate",
                    certificates,
                    "It holds no certificate.",
                    "Put the signer's there, then its issuers.");
        }
        if (!signer.key.getAlgorithm().equals("RSA")) {
            throw refused("key", key, "vSphere verifies RSA signatures only.", "Take an RSA key of 2048 bits or more.");
        }
        byte[] probe = {1};
        if (!verifies(signer.chain.getFirst().getPublicKey(), probe, signer.sign(probe))) {
            throw refused(
                    "certificate",
                    certificates,
                    "Its first certificate is not that of the key.",
                    "Put the signer's first.");
        }
        return signer;
    }

    /** The content of the .cert file. */
    byte[] certificateFile(String manifestName, byte[] manifest) {
        StringBuilder text = new StringBuilder(Manifest.line(manifestName, sign(manifest)));
        text.append(PemFiles.text(chain));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    static boolean verifies(PublicKey key, byte[] signed, byte[] value) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(signed);
            return signature.verify(value);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private byte[] sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an RSA key signs", e);
        }
    }

    private static InvalidInputException refused(String field, Path file, String detail, String remedy) {
        return new InvalidInputException(new Problem(field, file.toString(), detail, remedy));
    }
}
