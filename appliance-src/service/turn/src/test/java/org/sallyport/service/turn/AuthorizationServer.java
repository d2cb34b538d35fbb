package org.sallyport.service.turn;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Makes access tokens, and has no idea of what TURN servers do with them. */
public final class AuthorizationServer {
    private static final SecureRandom RANDOM = new SecureRandom();

    private AuthorizationServer() {}

    public static byte[] random(int length) {
        byte[] octets = new byte[length];
        RANDOM.nextBytes(octets);
        return octets;
    }

    /** RFC 7635 section 6.2: a nonce, then what is encrypted: key, time of issue, lifetime. */
    public static byte[] token(byte[] key, String forServer, byte[] macKey, Instant issued, Duration lifetime)
            throws GeneralSecurityException {
        byte[] nonce = random(12);
        ByteBuffer block = ByteBuffer.allocate(2 + macKey.length + 8 + 4)
                .putShort((short) macKey.length)
                .put(macKey)
                .putLong(issued.getEpochSecond() << 16 | 32_000)
                .putInt((int) lifetime.toSeconds());
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(forServer.getBytes(UTF_8));
        byte[] encrypted = cipher.doFinal(block.array());
        return ByteBuffer.allocate(2 + nonce.length + encrypted.length)
                .putShort((short) nonce.length)
                .put(nonce)
                .put(encrypted)
                .array();
    }
}
