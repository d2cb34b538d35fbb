package org.sallyport.service.turn.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sallyport.protocol.stun.NonceCookie;

/**
 * Nonces that say themselves until when they hold and for which client, under a key of this process: no state is kept for a
 * stranger, and a nonce overheard is of no use from elsewhere. Thread-safe.
 */
public final class Nonces {
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int CODE_LENGTH = 12;
    /** RFC 8489 section 9.2: we know SHA-256 too, and cannot be talked out of it. */
    private static final String COOKIE = NonceCookie.of(NonceCookie.PASSWORD_ALGORITHMS);

    /** 20 octets in Base64 without padding follow the cookie. */
    private static final int LENGTH = COOKIE.length() + 27;

    /** With the key, and nothing else; each nonce has a copy. */
    private final Mac empty;

    public Nonces() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        try {
            empty = Mac.getInstance(ALGORITHM);
            empty.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** A nonce for a client. */
    public String issue(InetSocketAddress client, long nowNanos) {
        return nonce(client, seconds(nowNanos) + LIFETIME.toSeconds());
    }

    /** Whether a nonce is one of ours for this client, and its time is not over. */
    public boolean isFresh(String nonce, InetSocketAddress client, long nowNanos) {
        if (nonce.length() != LENGTH || !nonce.startsWith(COOKIE)) {
            return false;
        }
        long expires;
        try {
            expires = ByteBuffer.wrap(Base64.getUrlDecoder().decode(nonce.substring(COOKIE.length())))
                    .getLong();
        } catch (IllegalArgumentException e) {
            return false;
        }
        return expires > seconds(nowNanos)
                && expires <= seconds(nowNanos) + LIFETIME.toSeconds()
                && MessageDigest.isEqual(octets(nonce), octets(nonce(client, expires)));
    }

    private static long seconds(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(nanos);
    }

    private static byte[] octets(String nonce) {
        return nonce.getBytes(US_ASCII);
    }

    private String nonce(InetSocketAddress client, long expires) {
        byte[] host = client.getAddress().getAddress();
        ByteBuffer said = ByteBuffer.allocate(Long.BYTES + host.length + Short.BYTES);
        said.putLong(expires).put(host).putShort((short) client.getPort());
        ByteBuffer both = ByteBuffer.allocate(Long.BYTES + CODE_LENGTH).putLong(expires);
        both.put(Arrays.copyOf(code(said.flip()), CODE_LENGTH));
        return COOKIE + Base64.getUrlEncoder().withoutPadding().encodeToString(both.array());
    }

    private byte[] code(ByteBuffer said) {
        try {
            Mac mac = (Mac) empty.clone();
            mac.update(said);
            return mac.doFinal();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's can be copied", e);
        }
    }
}
