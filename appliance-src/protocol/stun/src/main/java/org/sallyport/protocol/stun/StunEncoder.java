package org.sallyport.protocol.stun;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes messages. */
public final class StunEncoder {
    static final int ATTRIBUTE_HEADER = 4;
    private static final int FINGERPRINT_LENGTH = 4;
    /** All but messages with data are shorter. */
    private static final int USUAL_LENGTH = 512;

    private StunEncoder() {}

    /** Whether a fingerprint ends the message: wherever other protocols share the port, and in what answers one. */
    public enum Ending {
        PLAIN,
        FINGERPRINT
    }

    /** A message that nobody vouches for. */
    public static byte[] encode(StunMessage message, Ending ending) {
        return encode(message, null, ending);
    }

    /**
     * A message under a key.
     *
     * @throws IllegalArgumentException when it is longer than a datagram can be
     */
    public static byte[] encode(StunMessage message, @Nullable MessageKey key, Ending ending) {
        for (int capacity = USUAL_LENGTH; capacity < StunDecoder.MAX_LENGTH; capacity *= 8) {
            try {
                return encode(message, key, ending, capacity);
            } catch (BufferOverflowException e) {
                // it carries data of some length
            }
        }
        try {
            return encode(message, key, ending, StunDecoder.MAX_LENGTH);
        } catch (BufferOverflowException e) {
            throw new IllegalArgumentException(
                    "a " + message.method() + " of more than " + StunDecoder.MAX_LENGTH + " octets cannot be written",
                    e);
        }
    }

    private static byte[] encode(StunMessage message, @Nullable MessageKey key, Ending ending, int capacity) {
        byte[] octets = new byte[capacity];
        ByteBuffer out = ByteBuffer.wrap(octets);
        out.putShort((short) message.method().messageType(message.messageClass()));
        out.putShort((short) 0);
        out.putInt(StunMessage.MAGIC_COOKIE);
        message.id().write(out);
        message.attributes().forEach(attribute -> write(attribute, message.id(), out));
        if (key != null) {
            announce(out, key.integrity().length);
            byte[] code = key.code(octets, out.position());
            write(key.integrity().attribute().of(Octets.of(code)), message.id(), out);
        }
        if (ending == Ending.FINGERPRINT) {
            announce(out, FINGERPRINT_LENGTH);
            int crc = Fingerprint.of(octets, out.position());
            write(StunAttributes.FINGERPRINT.of(crc), message.id(), out);
        }
        announce(out, -ATTRIBUTE_HEADER);
        return Arrays.copyOf(octets, out.position());
    }

    /** Lets the header count an attribute that comes next. */
    private static void announce(ByteBuffer out, int nextValue) {
        out.putShort(2, (short) (out.position() - StunMessage.HEADER_LENGTH + ATTRIBUTE_HEADER + nextValue));
    }

    private static <T> void write(Attribute<T> attribute, TransactionId id, ByteBuffer out) {
        int start = out.position();
        out.putShort((short) attribute.type().number()).putShort((short) 0);
        attribute.type().form().write(attribute.value(), out, id);
        int length = out.position() - start - ATTRIBUTE_HEADER;
        out.putShort(start + 2, (short) length);
        out.put(new byte[-length & 3]);
    }
}
