package org.sallyport.core.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.Provider;
import java.security.SecureRandom;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedDataParser;
import org.bouncycastle.cms.CMSAuthEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.PasswordRecipient;
import org.bouncycastle.cms.PasswordRecipientInformation;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JcePasswordAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JcePasswordRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.sallyport.base.problem.DamagedFileException;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;

/**
 * The encryption of a backup: AuthEnvelopedData (RFC 5083) with AES-256-GCM (RFC 5084); its key is wrapped for one password
 * recipient (RFC 5652 section 6.2.4, RFC 3211) whose key PBKDF2 with HMAC-SHA-256 makes of the passphrase. {@code openssl cms
 * -decrypt -pwri_password} opens it.
 */
final class Envelope {
    /** Iterations of PBKDF2: as OWASP asks for HMAC-SHA-256, about half a second of one processor. */
    static final int ITERATIONS = 600_000;

    /** More than this would be an attack on the reader. */
    private static final int MOST_ITERATIONS = 10_000_000;

    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final ASN1ObjectIdentifier CONTENT_CIPHER = NISTObjectIdentifiers.id_aes256_GCM;
    private static final Provider CRYPTOGRAPHY = new BouncyCastleProvider();

    private Envelope() {}

    /** Encrypts what is written; closing it ends the envelope, and leaves the stream below open. */
    static OutputStream seal(OutputStream file, BackupPassphrase passphrase, int iterations) throws IOException {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        CMSAuthEnvelopedDataStreamGenerator generator = new CMSAuthEnvelopedDataStreamGenerator();
        generator.addRecipientInfoGenerator(
                new JcePasswordRecipientInfoGenerator(CMSAlgorithm.AES256_CBC, passphrase.characters())
                        .setProvider(CRYPTOGRAPHY)
                        .setPRF(PasswordRecipient.PRF.HMacSHA256)
                        .setSaltAndIterationCount(salt, iterations));
        try {
            return generator.open(file, (OutputAEADEncryptor) new JceCMSContentEncryptorBuilder(CONTENT_CIPHER)
                    .setProvider(CRYPTOGRAPHY)
                    .build());
        } catch (CMSException e) {
            throw new IOException("The backup cannot be encrypted: " + e.getMessage(), e);
        }
    }

    /**
     * Decrypts. What comes out is proven only when its end was read without an exception.
     *
     * @throws InvalidInputException when it is no backup, or the passphrase is wrong
     * @throws DamagedFileException when it was a backup
     */
    static InputStream open(InputStream file, BackupPassphrase passphrase) throws IOException {
        try {
            CMSAuthEnvelopedDataParser envelope = new CMSAuthEnvelopedDataParser(file);
            if (envelope.getRecipientInfos().size() == 1
                    && envelope.getRecipientInfos().iterator().next() instanceof PasswordRecipientInformation recipient
                    && isOurs(recipient)
                    && isOurs(envelope.getEncryptionAlgOID())) {
                return new Proven(file, envelope, content(recipient, passphrase));
            }
        } catch (IOException | CMSException | IllegalArgumentException | ClassCastException | IllegalStateException e) {
            // what follows says it better than the parser does
        }
        throw refused(
                "It is no backup of this product, or the beginning of the file is damaged.", "Give another file.");
    }

    private static InputStream content(PasswordRecipientInformation recipient, BackupPassphrase passphrase)
            throws IOException {
        try {
            return recipient
                    .getContentStream(
                            new JcePasswordAuthEnvelopedRecipient(passphrase.characters()).setProvider(CRYPTOGRAPHY))
                    .getContentStream();
        } catch (CMSException e) {
            throw refused("The passphrase is not the one that it was made with.", "Give that one.");
        }
    }

    private static InvalidInputException refused(String detail, String remedy) {
        return new InvalidInputException(new Problem("backup", "", detail, remedy));
    }

    private static boolean isOurs(PasswordRecipientInformation recipient) {
        AlgorithmIdentifier derivation = recipient.getKeyDerivationAlgorithm();
        if (derivation == null || !derivation.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)) {
            return false;
        }
        PBKDF2Params parameters = PBKDF2Params.getInstance(derivation.getParameters());
        int iterations = parameters.getIterationCount().intValueExact();
        return parameters.getSalt().length == SALT_BYTES
                && iterations > 0
                && iterations <= MOST_ITERATIONS
                && parameters
                        .getPrf()
                        .equals(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE))
                && recipient.getKeyEncryptionAlgOID().equals(PKCSObjectIdentifiers.id_alg_PWRI_KEK.getId())
                && AlgorithmIdentifier.getInstance(
                                recipient.getKeyEncryptionAlgorithm().getParameters())
                        .getAlgorithm()
                        .equals(NISTObjectIdentifiers.id_aes256_CBC);
    }

    private static boolean isOurs(AlgorithmIdentifier cipher) {
        GCMParameters parameters = GCMParameters.getInstance(cipher.getParameters());
        return cipher.getAlgorithm().equals(CONTENT_CIPHER)
                && parameters.getNonce().length == NONCE_BYTES
                && parameters.getIcvLen() == TAG_BYTES;
    }

    /** The content, at whose end stands nothing but the end of the envelope. */
    private static final class Proven extends InputStream {
        private final InputStream file;
        private final CMSAuthEnvelopedDataParser envelope;
        private final InputStream content;

        Proven(InputStream file, CMSAuthEnvelopedDataParser envelope, InputStream content) {
            this.file = file;
            this.envelope = envelope;
            this.content = content;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count;
            try {
                count = content.read(bytes, offset, length);
            } catch (IOException | IllegalStateException | IllegalArgumentException e) {
                throw new DamagedFileException("backup", "it is damaged or was cut short, or somebody changed it");
            }
            if (count < 0) {
                proveEnd();
            }
            return count;
        }

        private void proveEnd() throws IOException {
            byte[] tag = envelope.getMac();
            if (tag == null || tag.length != TAG_BYTES || file.read() >= 0) {
                throw new DamagedFileException("backup", "something is missing or stands at the end of the file");
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
