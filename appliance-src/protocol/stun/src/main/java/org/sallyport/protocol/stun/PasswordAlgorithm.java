package org.sallyport.protocol.stun;

/**
 * How a password becomes a key, by number (RFC 8489 section 18.5).
 *
 * @param number 1 for MD5, 2 for SHA-256; others are read and can be refused
 * @param parameters those of the algorithm; neither of the two has any
 */
public record PasswordAlgorithm(int number, Octets parameters) {
    public static final PasswordAlgorithm MD5 = new PasswordAlgorithm(1, Octets.of());
    public static final PasswordAlgorithm SHA_256 = new PasswordAlgorithm(2, Octets.of());
}
