package org.sallyport.protocol.stun;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.stun.StunDecoding.Decoded;
import org.sallyport.protocol.stun.StunDecoding.Malformed;
import org.sallyport.protocol.stun.StunDecoding.Reason;

/** Reads messages, strictly. */
public final class StunDecoder {
    /** Octets of the longest message: a UDP payload, and a multiple of four. */
    public static final int MAX_LENGTH = 65_504;

    /** No message of any use has more. */
    public static final int MAX_ATTRIBUTES = 64;

    private final byte[] octets;
    private final ByteBuffer in;
    private final List<Attribute<?>> attributes = new ArrayList<>();
    private int sha1At = Decoded.NOWHERE;
    private int sha256At = Decoded.NOWHERE;
    private boolean hasFingerprint;

    private StunDecoder(byte[] octets) {
        this.octets = octets;
        this.in = ByteBuffer.wrap(octets);
    }

    /** Reads octets that are one message or none; they must not be changed afterwards. */
    public static StunDecoding decode(byte[] octets) {
        if (octets.length < StunMessage.HEADER_LENGTH || octets.length > MAX_LENGTH) {
            return new Malformed(Reason.LENGTH, null);
        }
        return new StunDecoder(octets).message();
    }

    private StunDecoding message() {
        int type = Short.toUnsignedInt(in.getShort());
        int length = Short.toUnsignedInt(in.getShort());
        if (type > 0x3fff || in.getInt() != StunMessage.MAGIC_COOKIE) {
            return new Malformed(Reason.NOT_STUN, null);
        }
        if (length % 4 != 0 || length != octets.length - StunMessage.HEADER_LENGTH) {
            return new Malformed(Reason.WRONG_COUNT, null);
        }
        StunMethod method = StunMethod.of(type);
        if (method == null) {
            return new Malformed(Reason.METHOD, null);
        }
        StunMessage header = new StunMessage(StunClass.of(type), method, TransactionId.read(in), List.of());
        Reason wrong = attributes(header.id());
        return wrong == null
                ? new Decoded(
                        new StunMessage(header.messageClass(), method, header.id(), attributes),
                        octets,
                        sha1At,
                        sha256At,
                        hasFingerprint)
                : new Malformed(wrong, header);
    }

    private @Nullable Reason attributes(TransactionId id) {
        for (int count = 0; in.hasRemaining(); count++) {
            Reason wrong = count < MAX_ATTRIBUTES ? attribute(id) : Reason.ATTRIBUTES;
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private @Nullable Reason attribute(TransactionId id) {
        int start = in.position();
        int number = Short.toUnsignedInt(in.getShort());
        int length = Short.toUnsignedInt(in.getShort());
        int padded = (length + 3) & ~3;
        if (padded > in.remaining()) {
            return Reason.ATTRIBUTES;
        }
        if (hasFingerprint) {
            return Reason.FINGERPRINT;
        }
        Attribute<?> attribute = attribute(StunAttributes.of(number), in.slice(in.position(), length), id);
        in.position(in.position() + padded);
        if (attribute == null) {
            return Reason.VALUE;
        }
        return take(attribute, start);
    }

    private static <T> @Nullable Attribute<T> attribute(AttributeType<T> type, ByteBuffer value, TransactionId id) {
        T read = type.form().read(value, id);
        return read == null ? null : type.of(read);
    }

    /** What follows an integrity counts only if it is a stronger one, or the fingerprint (RFC 8489 sections 14.5, 14.6). */
    private @Nullable Reason take(Attribute<?> attribute, int start) {
        if (attribute.type().equals(StunAttributes.FINGERPRINT)) {
            hasFingerprint = true;
            return attribute.value().equals(Fingerprint.of(octets, start)) ? null : Reason.FINGERPRINT;
        }
        if (sha256At != Decoded.NOWHERE) {
            return null;
        }
        if (attribute.type().equals(StunAttributes.MESSAGE_INTEGRITY_SHA256)) {
            sha256At = start;
        } else if (sha1At != Decoded.NOWHERE) {
            return null;
        } else if (attribute.type().equals(StunAttributes.MESSAGE_INTEGRITY)) {
            sha1At = start;
        } else {
            attributes.add(attribute);
        }
        return null;
    }
}
