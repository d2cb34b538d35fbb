package org.sallyport.protocol.stun;

import java.util.Base64;

/**
 * The first 13 characters of a nonce, which say what the server can: "obMatJos2" and 24 bits in Base64 (RFC 8489 section
 * 9.2). A client that meets it refuses to be talked into less.
 */
public final class NonceCookie {
    /** The server knows password algorithms besides MD5. */
    public static final int PASSWORD_ALGORITHMS = 1 << 23;

    /** The server knows users by their hashes. */
    public static final int USERNAME_ANONYMITY = 1 << 22;

    private static final String MARK = "obMatJos2";
    private static final int LENGTH = MARK.length() + 4;

    private NonceCookie() {}

    /** The cookie of some features, to be put before a nonce. */
    public static String of(int features) {
        byte[] bits = {(byte) (features >>> 16), (byte) (features >>> 8), (byte) features};
        return MARK + Base64.getEncoder().encodeToString(bits);
    }

    /** The features that a nonce tells of; 0 when it has no cookie. */
    public static int features(String nonce) {
        if (nonce.length() < LENGTH || !nonce.startsWith(MARK)) {
            return 0;
        }
        try {
            byte[] bits = Base64.getDecoder().decode(nonce.substring(MARK.length(), LENGTH));
            return (bits[0] & 0xff) << 16 | (bits[1] & 0xff) << 8 | (bits[2] & 0xff);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return 0;
        }
    }
}
