package org.sallyport.core.pki;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.sallyport.base.file.AtomicFile;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;

/** Reads and writes keys and certificates in PEM (RFC 7468). */
public final class PemFiles {
    private PemFiles() {}

    /**
     * The private key of a file.
     *
     * @throws InvalidInputException when there is none, or one under a passphrase
     */
    public static PrivateKey key(Path file) throws IOException {
        for (Object object : objects(file)) {
            switch (object) {
                case PrivateKeyInfo key -> {
                    return new JcaPEMKeyConverter().getPrivateKey(key);
                }
                case PEMKeyPair pair -> {
                    return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
                }
                case PEMEncryptedKeyPair _, PKCS8EncryptedPrivateKeyInfo _ ->
                    throw refused(
                            file,
                            "The private key is under a passphrase.",
                            "Store it without: openssl pkcs8 -topk8 -nocrypt -in key.pem.");
                default -> {
                    // certificates and parameters may stand beside the key
                }
            }
        }
        throw refused(file, "It holds no private key.", "Put a private key in PKCS#8 PEM form there.");
    }

    /** The certificates of a file, in its order; empty if it has none. */
    public static List<X509Certificate> certificates(Path file) throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Object object : objects(file)) {
            if (object instanceof X509CertificateHolder holder) {
                certificates.add(certificate(file, holder));
            }
        }
        return certificates;
    }

    /**
     * The certificates of a file of authorities.
     *
     * @throws InvalidInputException when there is none
     */
    static List<X509Certificate> authorities(Path file) throws IOException {
        // The JDK reads the bundle of a system several times as fast as the parser of the other files.
        try (InputStream octets = Files.newInputStream(file)) {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(octets).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!certificates.isEmpty()) {
                return certificates;
            }
        } catch (CertificateException e) {
            throw refused(file, "It is damaged: " + e.getMessage() + ".", "Put the PEM file there again.");
        }
        throw refused(file, "It holds no certificate.", "Put the authority's certificate there in PEM form.");
    }

    /** Writes a private key, readable by its owner only. */
    public static void writeKey(Path file, PrivateKey key) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(new JcaPKCS8Generator(key, null));
        }
        write(file, text.toString());
    }

    /** Writes certificates, readable by their owner only. */
    public static void writeCertificates(Path file, List<X509Certificate> chain) throws IOException {
        write(file, text(chain));
    }

    /** Certificates as PEM (RFC 7468 section 5), in their order. */
    public static String text(List<X509Certificate> chain) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            for (X509Certificate certificate : chain) {
                pem.writeObject(certificate);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a certificate that was read cannot be written", e);
        }
        return text.toString();
    }

    static InvalidInputException refused(Path file, String detail, String remedy) {
        return new InvalidInputException(new Problem("PEM file", file.toString(), detail, remedy));
    }

    private static List<Object> objects(Path file) throws IOException {
        String text = Files.readString(file);
        List<Object> objects = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                objects.add(object);
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw refused(file, "It is damaged: " + e.getMessage() + ".", "Put the PEM file there again.");
        }
        return objects;
    }

    private static X509Certificate certificate(Path file, X509CertificateHolder holder) {
        try {
            return new JcaX509CertificateConverter().getCertificate(holder);
        } catch (GeneralSecurityException e) {
            throw refused(file, "A certificate is damaged: " + e.getMessage() + ".", "Put the PEM file there again.");
        }
    }

    private static void write(Path file, String text) throws IOException {
        AtomicFile.write(file, text, true);
    }
}
