package org.sallyport.protocol.stun;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message (RFC 8489 section 5) without what vouches for it: integrity and fingerprint are added in writing and checked in
 * reading.
 */
public record StunMessage(StunClass messageClass, StunMethod method, TransactionId id, List<Attribute<?>> attributes) {
    /** Octets of the header. */
    public static final int HEADER_LENGTH = 20;

    /** Octets 4 to 7 of every message, which tell it from other protocols (RFC 8489 section 5). */
    public static final int MAGIC_COOKIE = 0x2112a442;

    public StunMessage {
        attributes = List.copyOf(attributes);
    }

    /** A message of a new transaction. */
    public static StunMessage of(StunClass messageClass, StunMethod method, Attribute<?>... attributes) {
        return new StunMessage(messageClass, method, TransactionId.random(), List.of(attributes));
    }

    /** The answer of a class to this request. */
    public StunMessage answer(StunClass messageClass, List<Attribute<?>> with) {
        return new StunMessage(messageClass, method, id, with);
    }

    /** This message with one more attribute at its end. */
    public <T> StunMessage with(AttributeType<T> type, T value) {
        List<Attribute<?>> more = new ArrayList<>(attributes);
        more.add(type.of(value));
        return new StunMessage(messageClass, method, id, more);
    }

    /** The value of the first attribute of a type, the only one that counts (RFC 8489 section 14). */
    public <T> @Nullable T get(AttributeType<T> type) {
        for (Attribute<?> attribute : attributes) {
            T value = attribute.valueAs(type);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** All values of a type, where several count (RFC 8656 section 9). */
    public <T> List<T> all(AttributeType<T> type) {
        List<T> values = new ArrayList<>();
        for (Attribute<?> attribute : attributes) {
            T value = attribute.valueAs(type);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    public boolean has(AttributeType<?> type) {
        return attributes.stream().anyMatch(attribute -> attribute.type().equals(type));
    }

    /** The numbers of attributes that must be understood and are not known here. */
    public List<Integer> unknownRequired() {
        return attributes.stream()
                .map(Attribute::type)
                .filter(type -> type.isRequired() && !StunAttributes.isKnown(type))
                .map(AttributeType::number)
                .distinct()
                .toList();
    }
}
