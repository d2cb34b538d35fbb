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
        OPEN_PADDING,
        OPEN_LENGTH,
        OPEN_END,
        MESSAGE_END
    }

    /**
     * One such place.
     *
     * @param path the member, as {@link PerPath} tells it
     * @param value what the encoding stands for; another value in this place is encoded as usual
     * @param phase the bit within an octet at which it began; at another one its padding would not fit
     * @param bits the encoding that came
     */
    private record Quirk(String path, Kind kind, long value, int phase, BitString bits) {}

    private final List<Quirk> quirks = new ArrayList<>();

    void add(String path, Kind kind, long value, int start, BitString bits) {
        if (quirks.size() < PerLimits.QUIRKS) {
            quirks.add(new Quirk(path, kind, value, start & 7, bits));
        }
    }

    /** How this value came at this place, if oddly. */
    @Nullable
    BitString find(String path, Kind kind, long value, int start) {
        for (Quirk quirk : quirks) {
            if (quirk.kind == kind && quirk.value == value && quirk.phase == (start & 7) && quirk.path.equals(path)) {
                return quirk.bits;
            }
        }
        return null;
    }
}
