package org.sallyport.protocol.stun;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.stun.MessageKey.Integrity;

/** What reading some octets gave. */
public sealed interface StunDecoding {
    /** A message, with the octets that its integrity is checked with. */
    final class Decoded implements StunDecoding {
        /** No attribute of the kind. */
        static final int NOWHERE = -1;

        private final StunMessage message;
        private final byte[] octets;
        private final int sha1At;
        private final int sha256At;
        private final boolean hasFingerprint;

        Decoded(StunMessage message, byte[] octets, int sha1At, int sha256At, boolean hasFingerprint) {
            this.message = message;
            this.octets = octets;
            this.sha1At = sha1At;
            this.sha256At = sha256At;
            this.hasFingerprint = hasFingerprint;
        }

        /** The message with those of its attributes that count: what follows an integrity is not vouched for. */
        public StunMessage message() {
            return message;
        }

        /** Whether it ended with a fingerprint, which was right. */
        public boolean hasFingerprint() {
            return hasFingerprint;
        }

        /** Whether it carries integrity of a kind, right or wrong. */
        public boolean hasIntegrity(Integrity kind) {
            return at(kind) != NOWHERE;
        }

        private int at(Integrity kind) {
            return switch (kind) {
                case SHA1 -> sha1At;
                case SHA256 -> sha256At;
            };
        }

        /** Whether whoever sent it knows the key; a code that is cut short proves nothing. In constant time. */
        public boolean isSignedWith(MessageKey key) {
            int length = key.integrity().length;
            int at = at(key.integrity());
            if (at == NOWHERE || Short.toUnsignedInt(ByteBuffer.wrap(octets).getShort(at + 2)) != length) {
                return false;
            }
            int value = at + StunEncoder.ATTRIBUTE_HEADER;
            byte[] signed = Arrays.copyOf(octets, at);
            ByteBuffer.wrap(signed).putShort(2, (short) (value + length - StunMessage.HEADER_LENGTH));
            return MessageDigest.isEqual(Arrays.copyOfRange(octets, value, value + length), key.code(signed, at));
        }
    }

    /**
     * No message.
     *
     * @param header of a message whose attributes are wrong, without any of them: a request can be answered with 400
     */
    record Malformed(Reason reason, @Nullable StunMessage header) implements StunDecoding {}

    /** Why octets are no message. */
    enum Reason {
        /** Fewer octets than a header has, or more than a message may. */
        LENGTH,
        /** The first two bits are not zero, or the magic cookie is not there. */
        NOT_STUN,
        /** The header counts other octets than are there. */
        WRONG_COUNT,
        /** No method that is known here. */
        METHOD,
        /** An attribute ends beyond the message, or there are too many. */
        ATTRIBUTES,
        /** An attribute's value is not what its type says. */
        VALUE,
        /** A fingerprint that is wrong, or not at the end. */
        FINGERPRINT
    }
}
