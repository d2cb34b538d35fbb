package org.sallyport.protocol.sdp;

import java.util.List;

/** The order of line types (RFC 8866 section 5). */
final class LineOrder {
    private static final String ORDER = "vosiuepcbtrzka";

    private LineOrder() {}

    /** Where a line of a type goes: behind the last one that may stand before it. */
    static int placeOf(char type, List<SdpLine> lines) {
        int place = lines.size();
        while (place > 0 && rank(lines.get(place - 1).type()) > rank(type)) {
            place--;
        }
        return place;
    }

    private static int rank(char type) {
        int rank = ORDER.indexOf(type);
        return rank < 0 ? ORDER.length() : rank;
    }
}
