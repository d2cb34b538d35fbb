package org.sallyport.protocol.h323.per;

import java.util.List;
import org.sallyport.protocol.h323.octets.Octets;

/**
 * What the sender of an extensible sequence knew beyond our schema (X.691, section 19.7 and following): for how many extension
 * additions it declared bits, and the contents of those that we have no member for, in their order.
 *
 * <p>A value that came keeps this, so that it is written back as it came; a value made here has {@link #NONE}.
 *
 * @param declared bits of the sender's bitmap, 0 when it is just that of our schema
 * @param empty whether the sender announced additions and then sent none
 * @param unknown the additions that we have no member for
 */
public record Additions(int declared, boolean empty, List<Unknown> unknown) {
    /** Nothing but what the schema says. */
    public static final Additions NONE = new Additions(0, false, List.of());

    private static final Additions[] OTHER_VERSION = new Additions[PerLimits.ADDITIONS + 1];

    static {
        for (int declared = 0; declared < OTHER_VERSION.length; declared++) {
            OTHER_VERSION[declared] = new Additions(declared, false, List.of());
        }
    }

    /**
     * An addition that the schema does not know.
     *
     * @param index its place among the additions, from 0
     * @param octets its open type's contents
     */
    public record Unknown(int index, Octets octets) {}

    /** Unmodifiable. */
    public Additions {
        unknown = List.copyOf(unknown);
    }

    static Additions ofVersion(int declared) {
        return OTHER_VERSION[declared];
    }

    /** Whether the extension bit must be set even if no known addition is there. */
    public boolean announced() {
        return empty || !unknown.isEmpty();
    }
}
