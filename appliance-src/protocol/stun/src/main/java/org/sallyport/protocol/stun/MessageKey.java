package org.sallyport.protocol.stun;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that vouches for a message, and which of the two integrity attributes it makes (RFC 8489 section 9). Thread-safe.
 */
public final class MessageKey {
    private final Integrity integrity;
    /** With the key, and nothing else; each message has a copy, for that is cheaper than to ask the providers again. */
    private final Mac empty;

    public MessageKey(Integrity integrity, byte[] key) {
        this.integrity = integrity;
        this.empty = integrity.mac(key);
    }

    /** The two kinds of integrity (RFC 8489 sections 14.5 and 14.6). */
    public enum Integrity {
        SHA1("HmacSHA1", 20),
        SHA256("HmacSHA256", 32);

        final String algorithm;
        final int length;

        Integrity(String algorithm, int length) {
            this.algorithm = algorithm;
            this.length = length;
        }

        private Mac mac(byte[] key) {
            try {
                Mac mac = Mac.getInstance(algorithm);
                mac.init(new SecretKeySpec(key, algorithm));
                return mac;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has " + algorithm, e);
            }
        }

        AttributeType<Octets> attribute() {
            return switch (this) {
                case SHA1 -> StunAttributes.MESSAGE_INTEGRITY;
                case SHA256 -> StunAttributes.MESSAGE_INTEGRITY_SHA256;
            };
        }
    }

    public Integrity integrity() {
        return integrity;
    }

    /** The code of the first octets of a message, whose header must count the attribute that it goes into. */
    byte[] code(byte[] message, int length) {
        try {
            Mac mac = (Mac) empty.clone();
            mac.update(message, 0, length);
            return mac.doFinal();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's can be copied", e);
        }
    }
}
