package org.sallyport.protocol.h323.per;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The places where a message that came is encoded otherwise than we would: padding that is not zero, a length in more octets
 * than it needs, octets behind the end of an open type. Written back in their places, they let an altered message differ from
 * the one that came only where it was altered.
 */
final class Quirks {
    /** What was encoded oddly; a member has at most one of a kind. */
    enum Kind {
        PADDING,
        LENGTH,
        INTEGER,
        EXTENDED,
        OPEN_PADDING,
        OPEN_LENGTH,
        OPEN_END,
        MESSAGE_END
    }

    /**
     * One such place.
     *
     * @param place the member, as {@link PerPath#place} tells it
     * @param value what the encoding stands for; another value in this place is encoded as usual
     * @param start the bit at which it began; at another phase of an octet its padding would not fit
     * @param bits the encoding that came
     */
    private record Quirk(long place, Kind kind, long value, int start, BitString bits) {
        /** Whether it is part of an odd number, which is kept as a whole. */
        boolean isPartOf(Kind whole, int from) {
            return whole == Kind.INTEGER && (kind == Kind.PADDING || kind == Kind.LENGTH) && start >= from;
        }
    }

    private final List<Quirk> quirks = new ArrayList<>();

    /** Remembers one, and no longer those that are parts of it. */
    void add(long place, Kind kind, long value, int start, BitString bits) {
        while (!quirks.isEmpty() && quirks.getLast().isPartOf(kind, start)) {
            quirks.removeLast();
        }
        if (quirks.size() < PerLimits.QUIRKS) {
            quirks.add(new Quirk(place, kind, value, start, bits));
        }
    }

    /** How this value came at this place, if oddly. */
    @Nullable
    BitString find(long place, Kind kind, long value, int start) {
        for (Quirk quirk : quirks) {
            if (quirk.kind == kind
                    && quirk.value == value
                    && ((quirk.start ^ start) & 7) == 0
                    && quirk.place == place) {
                return quirk.bits;
            }
        }
        return null;
    }
}
