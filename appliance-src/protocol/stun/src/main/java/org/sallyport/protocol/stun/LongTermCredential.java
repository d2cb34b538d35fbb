package org.sallyport.protocol.stun;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import org.sallyport.protocol.stun.MessageKey.Integrity;

/** The keys of the long-term credential mechanism (RFC 8489 sections 9.2.2, 14.4 and 18.5). */
public final class LongTermCredential {
    private LongTermCredential() {}

    /**
     * The key of a user, realm and password.
     *
     * @throws IllegalArgumentException when the algorithm is neither MD5 nor SHA-256
     */
    public static byte[] key(PasswordAlgorithm algorithm, String user, String realm, String password) {
        return digest(name(algorithm), user + ":" + opaque(realm) + ":" + opaque(password));
    }

    /** The same as the key of one of the two integrity attributes, each of which goes with either algorithm. */
    public static MessageKey messageKey(
            Integrity integrity, PasswordAlgorithm algorithm, String user, String realm, String password) {
        return new MessageKey(integrity, key(algorithm, user, realm, password));
    }

    /** What USERHASH says instead of the user's name. */
    public static Octets userhash(String user, String realm) {
        return Octets.of(digest("SHA-256", opaque(user) + ":" + opaque(realm)));
    }

    private static String name(PasswordAlgorithm algorithm) {
        if (algorithm.equals(PasswordAlgorithm.MD5)) {
            return "MD5";
        }
        if (algorithm.equals(PasswordAlgorithm.SHA_256)) {
            return "SHA-256";
        }
        throw new IllegalArgumentException(
                "password algorithm " + algorithm.number() + ": it is 1 (MD5) or 2 (SHA-256)");
    }

    /** The profile OpaqueString (RFC 8265 section 4.2.2): every space is the plain one, then normalization form C. */
    private static String opaque(String text) {
        StringBuilder mapped = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> Character.getType(point) == Character.SPACE_SEPARATOR ? ' ' : point)
                .forEach(mapped::appendCodePoint);
        return Normalizer.normalize(mapped, Normalizer.Form.NFC);
    }

    private static byte[] digest(String algorithm, String text) {
        try {
            return MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
