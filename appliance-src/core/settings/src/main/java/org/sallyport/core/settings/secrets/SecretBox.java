package org.sallyport.core.settings.secrets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.sallyport.base.file.AtomicFile;
import org.sallyport.base.problem.InvalidInputException;
import org.sallyport.base.problem.Problem;
import org.sallyport.core.settings.model.Secret;
import org.sallyport.core.settings.schema.SecretOpener;
import org.sallyport.core.settings.schema.UnreadableSecretException;

/**
 * Seals secrets for storage and opens them. A sealed secret is {@code sealed:v1:<key id>:<nonce and ciphertext in
 * Base64>}; text of any other form is a secret that somebody wrote in clear into the settings file. Thread-safe.
 */
public final class SecretBox implements SecretOpener {
    private static final String PREFIX = "sealed:v1:";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;
    private final String keyId;

    private SecretBox(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        this.keyId = keyId(key);
    }

    /**
     * The box whose key is in {@code secrets.key} of a directory, made at the first start with mode 0600.
     *
     * @throws InvalidInputException when the file is no key
     * @throws IOException when it cannot be read or written
     */
    public static SecretBox in(Path directory) throws IOException {
        Path file = directory.resolve("secrets.key");
        if (!Files.exists(file)) {
            create(directory, file);
        }
        byte[] key = decode(Files.readString(file).strip());
        if (key.length != KEY_BYTES) {
            throw new InvalidInputException(new Problem(
                    "secrets key",
                    file.toString(),
                    "It is no key of 256 bits in Base64.",
                    "Restore the file from a backup; or remove it and enter every secret again."));
        }
        return new SecretBox(key);
    }

    /** Seals a secret, each time with another nonce. */
    public String seal(Secret secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8));
            byte[] both = ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return PREFIX + keyId + ":" + Base64.getEncoder().encodeToString(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    @Override
    public Secret open(String stored) {
        if (!isSealed(stored)) {
            return new Secret(stored);
        }
        String[] parts = stored.substring(PREFIX.length()).split(":", 2);
        if (parts.length < 2 || !parts[0].equals(keyId)) {
            throw new UnreadableSecretException(
                    "It was sealed with key " + parts[0] + ", and this system has key " + keyId + ".",
                    "Restore secrets.key of the state directory from a backup, or enter the secret again.");
        }
        byte[] both = decode(parts[1]);
        if (both.length <= NONCE_BYTES) {
            throw damaged();
        }
        try {
            byte[] nonce = new byte[NONCE_BYTES];
            System.arraycopy(both, 0, nonce, 0, NONCE_BYTES);
            byte[] clear = cipher(Cipher.DECRYPT_MODE, nonce).doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
            return new Secret(new String(clear, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw damaged();
        }
    }

    /** Whether a sealed secret is this one; false too when it cannot be opened. */
    boolean holds(String sealed, String clear) {
        try {
            return open(sealed).reveal().equals(clear);
        } catch (UnreadableSecretException e) {
            return false;
        }
    }

    /** Whether a text has the form of a sealed secret. */
    static boolean isSealed(String text) {
        return text.startsWith(PREFIX);
    }

    private static UnreadableSecretException damaged() {
        return new UnreadableSecretException("The stored secret is damaged.", "Enter the secret again.");
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((PREFIX + keyId).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** A hard link makes the key appear complete and once, also when two processes start together. */
    private static void create(Path directory, Path file) throws IOException {
        Files.createDirectories(directory);
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Path fresh = Files.createTempFile(
                directory,
                "secrets",
                ".key",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(fresh, Base64.getEncoder().encodeToString(key) + "\n");
            AtomicFile.force(fresh);
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            // the other process was first: its key holds
        } finally {
            Files.delete(fresh);
        }
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static String keyId(byte[] key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
