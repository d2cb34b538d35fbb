package org.sallyport.protocol.h323.per;

import java.util.function.Function;
import org.sallyport.protocol.h323.octets.Octets;

/**
 * A type of the schema, by which messages of it are read.
 *
 * @param name its name in the standard
 * @param reading reads a value and leaves the reader behind it
 */
public record PerType<T extends PerValue>(String name, Function<PerReader, T> reading) {
    /** Reads a whole message; keeps a copy of it. */
    public PerResult<T> decode(Octets octets) {
        if (octets.length() > PerLimits.MESSAGE_OCTETS) {
            return new PerResult.Malformed<>(
                    name, "", 0, octets.length() + " octets; at most " + PerLimits.MESSAGE_OCTETS + " are read");
        }
        byte[] came = octets.toArray();
        PerReader reader = new PerReader(came);
        try {
            T value = reading.apply(reader);
            reader.ended(Quirks.Kind.MESSAGE_END, 0);
            return new PerResult.Decoded<>(value, new PerResult.Came(value, Octets.of(came), reader.quirks()));
        } catch (PerException e) {
            return new PerResult.Malformed<>(name, e.path(), e.bitOffset(), e.reason());
        }
    }

    /** Writes a value that did not come from anywhere; throws {@link PerException} when the type does not allow it. */
    public Octets encode(T value) {
        PerWriter writer = new PerWriter();
        value.encode(writer);
        return writer.finish();
    }

    @Override
    public String toString() {
        return name;
    }
}
