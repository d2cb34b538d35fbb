package org.sallyport.protocol.h323.q931;

import org.sallyport.protocol.h323.octets.Octets;

/** One information element as it stands in a message (Q.931 section 4.5.1), shifts between codesets among them. */
public sealed interface InformationElement {
    /** Octets of the longest content of all elements but user-user, which counts in two octets. */
    int MAX_CONTENT = 0xff;

    /** Octets of the longest user-user content (H.225.0 section 7.2.2.31). */
    int MAX_USER_USER_CONTENT = 0xffff;

    /** Octets of it in a message. */
    int encodedLength();

    /** Writes it at a place that has room for it. */
    void write(byte[] target, int at);

    /**
     * An element of one octet: type and value together, the type alone, or a shift.
     *
     * @param octet 0x80 to 0xff
     */
    record SingleOctet(int octet) implements InformationElement {
        private static final int LEAST = 0x80;
        private static final int SHIFT = 0x90;
        private static final int NON_LOCKING = 0x08;

        public SingleOctet {
            if (octet < LEAST || octet > 0xff) {
                throw new IllegalArgumentException("element of one octet " + octet + ", it is 128 to 255");
            }
        }

        /** Whether it changes the codeset (Q.931 section 4.5.3 and 4.5.4), for good or for the next element alone. */
        public boolean isShift() {
            return (octet & 0xf0) == SHIFT;
        }

        /** Whether a shift holds for more than the next element. */
        public boolean isLocking() {
            return (octet & NON_LOCKING) == 0;
        }

        /** The codeset that a shift leads to, 0 to 7. */
        public int codeset() {
            return octet & 0x07;
        }

        @Override
        public int encodedLength() {
            return 1;
        }

        @Override
        public void write(byte[] target, int at) {
            target[at] = (byte) octet;
        }
    }

    /**
     * An element with content.
     *
     * @param codeset the codeset in force where it stands, 0 to 7
     * @param identifier 0 to 127, of that codeset
     */
    record Variable(int codeset, int identifier, Octets content) implements InformationElement {
        public Variable {
            if (codeset < 0 || codeset > 7 || identifier < 0 || identifier > 0x7f) {
                throw new IllegalArgumentException(
                        "element " + identifier + " of codeset " + codeset + ", there are 0 to 127 of codesets 0 to 7");
            }
            int limit = countsInTwoOctets(codeset, identifier) ? MAX_USER_USER_CONTENT : MAX_CONTENT;
            if (content.length() > limit) {
                throw new IllegalArgumentException(
                        "element " + identifier + " with " + content.length() + " octets, it holds " + limit);
            }
        }

        /** An element of codeset 0. */
        public static Variable of(ElementType type, Octets content) {
            return new Variable(0, type.identifier(), content);
        }

        static boolean countsInTwoOctets(int codeset, int identifier) {
            return codeset == 0 && identifier == ElementType.USER_USER.identifier();
        }

        boolean is(ElementType type) {
            return codeset == 0 && identifier == type.identifier();
        }

        private int headLength() {
            return countsInTwoOctets(codeset, identifier) ? 3 : 2;
        }

        @Override
        public int encodedLength() {
            return headLength() + content.length();
        }

        @Override
        public void write(byte[] target, int at) {
            int head = headLength();
            target[at] = (byte) identifier;
            target[at + head - 1] = (byte) content.length();
            if (head == 3) {
                target[at + 1] = (byte) (content.length() >> 8);
            }
            content.copyTo(target, at + head);
        }
    }
}
