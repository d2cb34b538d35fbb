package org.sallyport.protocol.stun;

import org.jspecify.annotations.Nullable;

/** An attribute in a message: what it is, and what it says. */
public record Attribute<T>(AttributeType<T> type, T value) {
    /** Its value if it is of this type; types of the same number have values of the same type, for all come from one table. */
    @SuppressWarnings("unchecked")
    <V> @Nullable V valueAs(AttributeType<V> wanted) {
        return type.equals(wanted) ? (V) value : null;
    }
}
