package org.sallyport.protocol.stun;

import org.jspecify.annotations.Nullable;

/**
 * A kind of attribute and the type of its values; those that are known are in {@link StunAttributes}.
 *
 * @param number 0x0000 to 0x7fff must be understood, higher ones may be ignored (RFC 8489 section 14)
 * @param name as IANA registered it; hexadecimal where it is not known here
 * @param form of its values
 */
public record AttributeType<T>(int number, String name, AttributeForm<T> form) {
    /** One that is not known here; its value is carried as it is. */
    static AttributeType<Octets> unknown(int number) {
        return new AttributeType<>(number, String.format("0x%04x", number), Forms.OCTETS);
    }

    public boolean isRequired() {
        return number < 0x8000;
    }

    /** The same number is the same attribute. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AttributeType<?> that && that.number == number;
    }

    @Override
    public int hashCode() {
        return number;
    }

    /** A value of this type. */
    public Attribute<T> of(T value) {
        return new Attribute<>(this, value);
    }
}
