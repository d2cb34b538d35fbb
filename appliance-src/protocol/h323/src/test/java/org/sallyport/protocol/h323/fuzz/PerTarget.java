package org.sallyport.protocol.h323.fuzz;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sallyport.protocol.h323.octets.Octets;
import org.sallyport.protocol.h323.per.PerResult;
import org.sallyport.protocol.h323.per.PerResult.Decoded;
import org.sallyport.protocol.h323.per.PerType;
import org.sallyport.protocol.h323.per.PerValue;

/**
 * Messages in PER.
 *
 * @param <T> the value that is read
 */
record PerTarget<T extends PerValue>(PerType<T> type) implements Target<Decoded<T>> {
    @Override
    public @Nullable Decoded<T> read(byte[] octets) {
        return switch (type.decode(Octets.of(octets))) {
            case Decoded<T> decoded -> decoded;
            case PerResult.Malformed<T> malformed -> {
                Check.that(
                        malformed.bitOffset() >= 0 && malformed.bitOffset() <= 8 * octets.length,
                        "the fault lies elsewhere: " + malformed.bitOffset());
                yield null;
            }
        };
    }

    /** A value equal to the one that came, but another, is encoded anew. */
    @Override
    public void check(Decoded<T> message, byte[] octets) {
        Decoded<T> again = Objects.requireNonNull(read(octets));
        Check.that(again.value().equals(message.value()), "read otherwise the second time");
        Octets written = message.with(again.value()).encode();
        Check.that(written.equals(Octets.of(octets)), "written otherwise: " + written);
    }
}
