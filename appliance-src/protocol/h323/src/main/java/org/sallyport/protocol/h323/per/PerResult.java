package org.sallyport.protocol.h323.per;

import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.h323.octets.Octets;

/** What became of octets that should be a message. */
public sealed interface PerResult<T extends PerValue> {
    /**
     * A message.
     *
     * @param value what it says
     * @param came how it came; to be kept when the value is altered, see {@link #with}
     */
    record Decoded<T extends PerValue>(T value, Came came) implements PerResult<T> {
        /** The message that stands in this one's place: encoded, it differs only where the value does. */
        public Decoded<T> with(T altered) {
            return new Decoded<>(altered, came);
        }

        /** The octets that came when nothing was altered. Throws {@link PerException} when the type does not allow the value. */
        @SuppressWarnings("ReferenceEquality") // the very same value means that nothing was altered
        public Octets encode() {
            if (value == came.value) {
                return came.octets;
            }
            PerWriter writer = new PerWriter(came.quirks, came.octets.length());
            value.encode(writer);
            return writer.finish();
        }
    }

    /**
     * Octets that are no encoding of the type.
     *
     * @param type the type that they should be
     * @param path the member at which reading ended, such as {@code setup.sourceAddress[0].h323-ID}; empty at the beginning
     * @param bitOffset where, in bits from the beginning
     * @param reason what was wrong there
     */
    record Malformed<T extends PerValue>(String type, String path, int bitOffset, String reason)
            implements PerResult<T> {
        @Override
        public String toString() {
            return type + (path.isEmpty() ? "" : ": " + path) + " at bit " + bitOffset + ": " + reason;
        }
    }

    /** How a message came: its octets, the value that they were, and what was odd about them. */
    final class Came {
        private final PerValue value;
        private final Octets octets;
        private final @Nullable Quirks quirks;

        Came(PerValue value, Octets octets, @Nullable Quirks quirks) {
            this.value = value;
            this.octets = octets;
            this.quirks = quirks;
        }

        @Nullable
        Quirks quirks() {
            return quirks;
        }

        /** All of it. */
        public Octets octets() {
            return octets;
        }
    }
}
