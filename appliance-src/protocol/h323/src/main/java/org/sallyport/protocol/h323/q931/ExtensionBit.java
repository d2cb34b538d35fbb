package org.sallyport.protocol.h323.q931;

import org.sallyport.protocol.h323.octets.Octets;

/** Bit 8 of the octets within an element: clear where the same group goes on in the next octet (Q.931 section 4.5.1). */
final class ExtensionBit {
    static final int LAST = 0x80;
    static final int VALUE = 0x7f;

    private ExtensionBit() {}

    /** Octets of the group that begins at an index; 0 when the content ends within it. */
    static int groupLength(Octets content, int start) {
        for (int i = start; i < content.length(); i++) {
            if ((content.at(i) & LAST) != 0) {
                return i + 1 - start;
            }
        }
        return 0;
    }
}
