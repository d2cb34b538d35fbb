package org.sallyport.service.turn.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.settings.model.TurnSettings.TurnAccessTokens;
import org.sallyport.core.settings.model.TurnSettings.TurnTokenKey;
import org.sallyport.protocol.stun.Octets;

/**
 * Opens access tokens: what an authorization server, which shares a key with this one, tells it of somebody by way of himself (RFC
 * 7635 section 6.2). Immutable.
 */
final class AccessTokens {
    /** How far the clocks of both servers may be apart (RFC 7635 section 7). */
    static final Duration SKEW = Duration.ofSeconds(5);

    private static final String ALGORITHM = "AES/GCM/NoPadding";
    /** What RFC 5116 section 5.1 wants for AES-GCM. */
    private static final int NONCE_LENGTH = 12;

    private static final int TAG_BITS = 128;
    /** 160 bits are what every server has to take. */
    private static final int SHORTEST_KEY = 20;

    private static final int LONGEST_KEY = 64;
    /** The seconds of a timestamp are above its fractions. */
    private static final int FRACTION_BITS = 16;

    private final String serverName;
    private final Map<String, SecretKeySpec> keys = new HashMap<>();

    AccessTokens(TurnAccessTokens settings) {
        serverName = settings.serverName();
        for (TurnTokenKey key : settings.keys()) {
            keys.put(key.id(), new SecretKeySpec(key.octets(), "AES"));
        }
    }

    /**
     * What a token says.
     *
     * @param macKey what its holder proves himself with
     * @param until it is good for
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Opened(byte[] macKey, Instant until) {}

    /** The name of this server, which authorization servers make tokens for. */
    String serverName() {
        return serverName;
    }

    /**
     * Opens a token.
     *
     * @param keyId which key it is under, as its holder names himself
     * @return null when it is none, is for another server, or does not hold now
     */
    @Nullable
    Opened open(String keyId, Octets token, Instant now) {
        SecretKeySpec key = keys.get(keyId);
        try {
            return key == null ? null : opened(key, ByteBuffer.wrap(token.toByteArray()), now);
        } catch (GeneralSecurityException | BufferUnderflowException | DateTimeException e) {
            return null;
        }
    }

    private @Nullable Opened opened(SecretKeySpec key, ByteBuffer token, Instant now) throws GeneralSecurityException {
        int nonceLength = Short.toUnsignedInt(token.getShort());
        if (nonceLength != NONCE_LENGTH) {
            return null;
        }
        byte[] nonce = new byte[NONCE_LENGTH];
        token.get(nonce);
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(serverName.getBytes(UTF_8));
        byte[] encrypted = new byte[token.remaining()];
        token.get(encrypted);
        return said(ByteBuffer.wrap(cipher.doFinal(encrypted)), now);
    }

    private static @Nullable Opened said(ByteBuffer block, Instant now) {
        int keyLength = Short.toUnsignedInt(block.getShort());
        if (keyLength < SHORTEST_KEY || keyLength > LONGEST_KEY) {
            return null;
        }
        byte[] macKey = new byte[keyLength];
        block.get(macKey);
        Instant issued = Instant.ofEpochSecond(block.getLong() >>> FRACTION_BITS);
        Duration lifetime = Duration.ofSeconds(Integer.toUnsignedLong(block.getInt()));
        boolean holds = Duration.between(issued, now).abs().compareTo(lifetime.plus(SKEW)) < 0;
        return holds && !block.hasRemaining() ? new Opened(macKey, issued.plus(lifetime)) : null;
    }
}
