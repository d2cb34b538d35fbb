package org.sallyport.core.pki;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.sallyport.base.problem.InvalidInputException;

/**
 * Identities in files: {@code key.pem} and {@code certificate.pem} of a directory, made at the first start and replaced by
 * the operator's at will. One made here is renewed by itself when it is about to end.
 */
final class TlsIdentities {
    static final String KEY_FILE = "key.pem";
    static final String CERTIFICATE_FILE = "certificate.pem";

    private static final Duration RENEW_BEFORE_END = Duration.ofDays(30);
    /** A file lock keeps other processes away, this one the threads of our own. */
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private TlsIdentities() {}

    /**
     * The identity of a directory.
     *
     * @param commonName used when one must be made
     * @param subjectAltNames domains and literal addresses it is to be known by, used when one must be made
     * @throws InvalidInputException when the files there are no key and certificate that belong together
     * @throws IOException when they cannot be read or written
     */
    static TlsIdentity loadOrCreate(Path directory, String commonName, List<String> subjectAltNames, Clock clock)
            throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        ONE_AT_A_TIME.lock();
        try (FileChannel channel = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            Optional<TlsIdentity> present = load(directory);
            if (present.isPresent() && !isDueForRenewal(present.get(), clock)) {
                return present.get();
            }
            TlsIdentity made = SelfSigned.make(commonName, subjectAltNames, clock);
            PemFiles.writeKey(directory.resolve(KEY_FILE), made.key());
            PemFiles.writeCertificates(directory.resolve(CERTIFICATE_FILE), made.chain());
            return made;
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    /** Whether an identity was made here and is about to end. */
    static boolean isDueForRenewal(TlsIdentity identity, Clock clock) {
        return SelfSigned.isOursAndEnds(identity, RENEW_BEFORE_END, clock);
    }

    private static Optional<TlsIdentity> load(Path directory) throws IOException {
        Path keyFile = directory.resolve(KEY_FILE);
        Path certificateFile = directory.resolve(CERTIFICATE_FILE);
        if (!Files.exists(keyFile) && !Files.exists(certificateFile)) {
            return Optional.empty();
        }
        for (Path file : List.of(keyFile, certificateFile)) {
            if (!Files.exists(file)) {
                throw PemFiles.refused(
                        file,
                        "It is missing, while its counterpart is there.",
                        "Put both key.pem and certificate.pem there, or remove both to have them made.");
            }
        }
        PrivateKey key = PemFiles.key(keyFile);
        return Optional.of(new TlsIdentity(key, chain(certificateFile, key)));
    }

    /** Orders what the file holds: the key's own certificate, then each one's issuer; the rest is left out. */
    private static List<X509Certificate> chain(Path file, PrivateKey key) throws IOException {
        List<X509Certificate> given = PemFiles.certificates(file);
        X509Certificate own = given.stream()
                .filter(certificate -> belongTogether(key, certificate.getPublicKey()))
                .findFirst()
                .orElseThrow(() -> PemFiles.refused(
                        file,
                        given.isEmpty() ? "It holds no certificate." : "No certificate in it belongs to key.pem.",
                        "Put the certificate of key.pem there, followed by its issuers."));
        List<X509Certificate> chain = new ArrayList<>(List.of(own));
        Optional<X509Certificate> issuer = issuer(own, given);
        while (issuer.isPresent() && !chain.contains(issuer.get())) {
            chain.add(issuer.get());
            issuer = issuer(issuer.get(), given);
        }
        return chain;
    }

    private static Optional<X509Certificate> issuer(X509Certificate of, List<X509Certificate> given) {
        return given.stream()
                .filter(candidate -> candidate.getSubjectX500Principal().equals(of.getIssuerX500Principal()))
                .filter(candidate -> signed(candidate, of))
                .findFirst();
    }

    private static boolean signed(X509Certificate issuer, X509Certificate certificate) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey) {
        String algorithm = switch (privateKey.getAlgorithm()) {
            case "EC", "ECDSA" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            case String other -> other;
        };
        byte[] probe = new byte[32];
        Arrays.fill(probe, (byte) 7);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(privateKey);
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(probe);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
