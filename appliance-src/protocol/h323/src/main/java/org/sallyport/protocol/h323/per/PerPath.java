package org.sallyport.protocol.h323.per;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where in a message a reader or writer is: the member at each depth. Told for every member, read only when something is odd. */
abstract sealed class PerPath permits BitReader, BitWriter {
    /** What stands for a member where a sequence says which of its extension additions are there. */
    static final String ADDITIONS = "extension additions";

    private static final int USUAL_DEPTH = 12;

    private @Nullable String[] members = new @Nullable String[USUAL_DEPTH];
    private int[] elements = new int[USUAL_DEPTH];
    private int depth;

    /** Goes into a sequence or choice. */
    public final void enter() {
        if (depth == PerLimits.DEPTH) {
            throw failure("more than " + PerLimits.DEPTH + " sequences and choices inside each other");
        }
        if (++depth == elements.length) {
            members = Arrays.copyOf(members, 2 * depth);
            elements = Arrays.copyOf(elements, 2 * depth);
        }
        members[depth] = null;
        elements[depth] = -1;
    }

    /** Comes out of it. */
    public final void leave() {
        depth--;
    }

    /** Turns to this member of the sequence, or alternative of the choice, last entered. */
    public final void member(String name) {
        members[depth] = name;
        elements[depth] = -1;
    }

    /** Turns to this element of the list that is the present member; -1 when past the list. */
    final void element(int index) {
        elements[depth] = index;
    }

    final PerException failure(String reason) {
        return new PerException(path(), position(), reason);
    }

    /** In bits from the beginning of the message. */
    abstract int position();

    /** A number for where this is, the same in reader and writer: what quirks are found by, without text. */
    final long place() {
        long place = depth;
        for (int i = 0; i <= depth; i++) {
            String member = members[i];
            place = place * 0x9e3779b97f4a7c15L + (member == null ? 0 : member.hashCode());
            place = place * 0x9e3779b97f4a7c15L + elements[i];
        }
        return place;
    }

    final String path() {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i <= depth; i++) {
            if (members[i] != null) {
                path.append(path.isEmpty() ? "" : ".").append(members[i]);
                if (elements[i] >= 0) {
                    path.append('[').append(elements[i]).append(']');
                }
            }
        }
        return path.toString();
    }
}
